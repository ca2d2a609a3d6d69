import type { LoaderFunctionArgs } from '@remix-run/node'
import { getPaymentFileContent } from '#app/domain/payments/queries.server.ts'
import { requireActor } from '#app/web/actor.server.ts'
import { idParam, showFile } from '#app/web/answer.server.ts'
import { download } from '#app/web/download.server.ts'

/** The payment file as the bank takes it. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  return showFile(async () => {
    const { reference, content } = await getPaymentFileContent(actor, idParam(params, 'fileId'))
    return download({ name: `${reference}.csv`, contentType: 'text/csv', bytes: content })
  })
}
