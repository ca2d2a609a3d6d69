import type { LoaderFunctionArgs } from '@remix-run/node'
import { clock } from '#app/core/clock.ts'
import { londonDay } from '#app/core/time.ts'
import { schemeCsv } from '#app/domain/open-data/scheme-csv.server.ts'
import { requireSchemeKeeper } from '#app/domain/organisations/spending-lock.ts'
import { requireActor } from '#app/web/actor.server.ts'
import { showFile } from '#app/web/answer.server.ts'
import { answerPrivateCsv } from '#app/web/csv.server.ts'

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  return showFile(async () => {
    // Refused before the first line is sent, not in the middle of the file.
    requireSchemeKeeper(actor)
    const lines = schemeCsv(actor, londonDay(clock.now()))
    return answerPrivateCsv(request, { name: `${actor.organisationSlug}-limits.csv`, lines })
  })
}
