import type { LoaderFunctionArgs } from '@remix-run/node'
import { Refusal } from '#app/core/refusal.ts'
import { trialCsv } from '#app/domain/open-data/trial-csv.ts'
import { requireActor } from '#app/web/actor.server.ts'
import { param, showFile } from '#app/web/answer.server.ts'
import { answerPrivateCsv } from '#app/web/csv.server.ts'
import { readAddress } from '#app/web/rule-form.server.ts'
import { openTrial } from '#app/web/rule-trial.server.ts'

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  return showFile(async () => {
    const slug = param(params, 'slug')
    const { tried } = await openTrial(actor, slug, readAddress(request))
    if (!tried) throw new Refusal('invalid', 'Check your answers.')
    return answerPrivateCsv(request, { name: `${slug}-trial.csv`, lines: trialCsv(tried.pairs) })
  })
}
