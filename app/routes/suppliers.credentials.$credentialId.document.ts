import type { LoaderFunctionArgs } from '@remix-run/node'
import { getCredentialDocument } from '#app/domain/profiles/credential-queries.server.ts'
import { requireActor } from '#app/web/actor.server.ts'
import { idParam, showFile } from '#app/web/answer.server.ts'
import { download } from '#app/web/download.server.ts'

/** The document behind a certificate or an insurance, for its firm and the operators. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  return showFile(async () =>
    download(await getCredentialDocument(actor, idParam(params, 'credentialId'))),
  )
}
