import type { LoaderFunctionArgs } from '@remix-run/node'
import { openEvidence } from '#app/domain/delivery/open-evidence.server.ts'
import { requireActor } from '#app/web/actor.server.ts'
import { idParam, showFile } from '#app/web/answer.server.ts'
import { download } from '#app/web/download.server.ts'

/** Hands over a file of evidence and notes that this person opened it; to ask for its length alone opens nothing. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  return showFile(async () => {
    const wanted = {
      claimId: idParam(params, 'claimId'),
      fileId: idParam(params, 'fileId'),
      isOpened: request.method === 'GET',
    }
    return download(await openEvidence(actor, wanted))
  })
}
