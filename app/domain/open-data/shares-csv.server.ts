import type { ShareQuestion, Sharer, Suggestion } from '../pledges/fair-share.ts'
import { suggestPublicShares } from '../pledges/share-queries.server.ts'
import { csvHeader, csvRow, type CsvColumn } from './csv.ts'

type Row = { sharer: Sharer; way: Suggestion; share: Suggestion['shares'][number] | undefined }

const columns: CsvColumn<Row>[] = [
  { name: 'council', value: ({ sharer }) => sharer.name },
  { name: 'population', value: ({ sharer }) => sharer.population },
  { name: 'cases_a_year', value: ({ sharer }) => sharer.volumePerYear },
  { name: 'way', value: ({ way }) => way.way },
  { name: 'sum_pence', value: ({ way }) => way.sumPence },
  { name: 'share_pence', value: ({ share }) => share?.amountPence },
  { name: 'working', value: ({ way, share }) => share?.working ?? way.cannot ?? 'Left out' },
]

/** The suggested shares as CSV: a row for each council and each way. Public. */
export async function sharesCsv(asked: { challengeId: string; question: ShareQuestion }) {
  const { sharers, ways } = await suggestPublicShares(asked)
  return lines(
    sharers.flatMap((sharer) =>
      ways.map((way) => {
        const share = way.shares.find(({ councilId }) => councilId === sharer.councilId)
        return { sharer, way, share }
      }),
    ),
  )
}

async function* lines(rows: Row[]) {
  yield await Promise.resolve(csvHeader(columns))
  yield rows.map((row) => csvRow(columns, row)).join('')
}
