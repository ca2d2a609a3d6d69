import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { withdrawListing } from '#app/domain/directory/withdraw-listing.server.ts'
import { requireActor } from '#app/web/actor.server.ts'
import { showFile, submit } from '#app/web/answer.server.ts'

export async function loader({ request }: LoaderFunctionArgs) {
  await requireActor(request)
  return redirect('/your-listing')
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request)
  return submit(request, z.object({}), () =>
    showFile(async () => {
      await withdrawListing(actor)
      return redirect('/your-listing?saved=removed')
    }),
  )
}
