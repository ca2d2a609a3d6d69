import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { londonDay } from '#app/core/time.ts'
import { copyOwnData } from '#app/domain/privacy/copy-own-data.server.ts'
import { requireActor } from '#app/web/actor.server.ts'
import { showFile, submit } from '#app/web/answer.server.ts'
import { download } from '#app/web/download.server.ts'

export async function loader({ request }: LoaderFunctionArgs) {
  await requireActor(request)
  return redirect('/your-data')
}

/** All that is held about whoever asks, as a file that people and programs can read. */
export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request)
  return submit(request, z.object({}), () =>
    showFile(async () => {
      const own = await copyOwnData(actor)
      return download({
        name: `what-solve-once-holds-about-you-${londonDay(new Date(own.madeAt))}.json`,
        contentType: 'application/json',
        bytes: `${JSON.stringify(own, null, 2)}\n`,
      })
    }),
  )
}
