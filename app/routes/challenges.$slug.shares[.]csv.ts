import type { LoaderFunctionArgs } from '@remix-run/node'
import { getPublicChallenge } from '#app/domain/challenges/queries.server.ts'
import { sharesCsv } from '#app/domain/open-data/shares-csv.server.ts'
import { allowAnyone } from '#app/web/actor.server.ts'
import { param, showFile } from '#app/web/answer.server.ts'
import { answerCsv } from '#app/web/csv.server.ts'
import { readShareQuestion } from '#app/web/share-question.server.ts'

export async function loader({ request, params }: LoaderFunctionArgs) {
  await allowAnyone(request)
  return showFile(async () => {
    const { id, slug } = await getPublicChallenge(param(params, 'slug'))
    const { question } = readShareQuestion(request)
    const lines = await sharesCsv({ challengeId: id, question })
    return answerCsv(request, { name: `${slug}-shares.csv`, lines })
  })
}
