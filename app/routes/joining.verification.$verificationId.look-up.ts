import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { lookUpAgain } from '#app/domain/joining/look-up-again.server.ts'
import { getVerification } from '#app/domain/joining/verification-queries.server.ts'
import { requireActor } from '#app/web/actor.server.ts'
import { idParam, show, showFile, submit } from '#app/web/answer.server.ts'

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  return show(async () => {
    const { id } = await getVerification(actor, idParam(params, 'verificationId'))
    return redirect(`/joining/verification/${id}`)
  })
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request)
  return submit(request, z.object({}), () =>
    showFile(async () => {
      const id = idParam(params, 'verificationId')
      await lookUpAgain(actor, id)
      return redirect(`/joining/verification/${id}?asked`)
    }),
  )
}
