import type { LoaderFunctionArgs } from '@remix-run/node'
import { referenceOf } from '#app/domain/challenges/challenge.ts'
import { getPublicChallenge } from '#app/domain/challenges/queries.server.ts'
import { pledgesCsv } from '#app/domain/open-data/csv-files.server.ts'
import { allowAnyone } from '#app/web/actor.server.ts'
import { param, showFile } from '#app/web/answer.server.ts'
import { answerCsv } from '#app/web/csv.server.ts'

export async function loader({ request, params }: LoaderFunctionArgs) {
  await allowAnyone(request)
  return showFile(async () => {
    const { slug, number } = await getPublicChallenge(param(params, 'slug'))
    const lines = pledgesCsv({ challenge: referenceOf(number) })
    return answerCsv(request, { name: `${slug}-pledges.csv`, lines })
  })
}
