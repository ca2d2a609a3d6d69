import type { LoaderFunctionArgs } from '@remix-run/node'
import { getPitchDocument } from '#app/domain/evaluation/pitch-document.server.ts'
import { requireActor } from '#app/web/actor.server.ts'
import { idParam, showFile } from '#app/web/answer.server.ts'
import { download } from '#app/web/download.server.ts'

/** The document behind what a pitch says of a certificate or an insurance, for an assessor it is open to. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  return showFile(async () => {
    const credentialId = idParam(params, 'credentialId')
    return download(await getPitchDocument(actor, idParam(params, 'pitchId'), credentialId))
  })
}
