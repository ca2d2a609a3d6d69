import type { LoaderFunctionArgs } from '@remix-run/node'
import { getAreaEvidence } from '#app/domain/pots/area-queries.server.ts'
import { allowAnyone } from '#app/web/actor.server.ts'
import { idParam, param, showFile } from '#app/web/answer.server.ts'
import { download } from '#app/web/download.server.ts'
import { openPot } from '#app/web/pot-page.server.ts'

/** The file that an entry of the register rests on. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await allowAnyone(request)
  return showFile(async () => {
    const { pot } = await openPot(actor, param(params, 'slug'))
    const wanted = { potId: pot.id, proposalId: idParam(params, 'proposalId') }
    return download(await getAreaEvidence(actor, wanted))
  })
}
