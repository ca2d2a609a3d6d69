import { z } from 'zod'
import { listAllocations } from '../pots/queries.server.ts'
import { ChallengeParameters, ChallengeSummary } from './challenge-record.ts'
import { listChallenges } from './challenge-queries.server.ts'
import {
  allocationColumns,
  challengeColumns,
  inKindColumns,
  matchColumns,
  paymentColumns,
  pledgeColumns,
  type CsvFileName,
} from './csv-file.ts'
import { csvHeader, csvRow, type CsvColumn } from './csv.ts'
import { listInKindPledges } from './in-kind-queries.server.ts'
import { InKindParameters, InKindPledge } from './in-kind-record.ts'
import { LARGEST_PAGE, type Page } from './page-request.ts'
import { listPayments } from './payment-queries.server.ts'
import { Match, MatchParameters, Pledge, PledgeParameters } from './pledge-record.ts'
import { listMatches, listPledges } from './pledge-queries.server.ts'
import { Payment, PaymentParameters } from './project-record.ts'

type Next = { cursor?: string; limit: number }

/** Each file is written page by page, so its length costs no memory. */
const files: Record<CsvFileName, () => AsyncGenerator<string>> = {
  challenges: () =>
    write(challengeColumns, ChallengeSummary, (next) =>
      listChallenges(ChallengeParameters.parse(next)),
    ),
  pledges: () => pledgesCsv(),
  'in-kind-pledges': () =>
    write(inKindColumns, InKindPledge, (next) => listInKindPledges(InKindParameters.parse(next))),
  matches: () => write(matchColumns, Match, (next) => listMatches(MatchParameters.parse(next))),
  payments: async function* () {
    const pages = pagesOf(Payment, (next) => listPayments(PaymentParameters.parse(next)))
    yield csvHeader(paymentColumns)
    for await (const payments of pages)
      yield payments
        .flatMap((payment) => payment.shares.map((share) => ({ ...payment, share })))
        .map((row) => csvRow(paymentColumns, row))
        .join('')
  },
}

/** The lines of one of the files of /open-data. Public. */
export const streamCsv = (name: CsvFileName) => files[name]()

/** Committed pledges as CSV: all of them, or those of one challenge by its reference. Public. */
export const pledgesCsv = (about: { challenge?: string } = {}) =>
  write(pledgeColumns, Pledge, (next) => listPledges(PledgeParameters.parse({ ...about, ...next })))

/** The challenges a pot adds to as CSV, the one that moved last first. Public. */
export async function* allocationsCsv(potId: string) {
  yield csvHeader(allocationColumns)
  let after: string | undefined
  do {
    const page = await listAllocations(potId, { limit: LARGEST_PAGE, ...(after && { after }) })
    yield page.allocations.map((row) => csvRow(allocationColumns, row)).join('')
    after = page.next
  } while (after)
}

async function* write<S extends z.ZodType>(
  columns: CsvColumn<z.output<S>>[],
  schema: S,
  list: (next: Next) => Promise<Page<unknown>>,
) {
  yield csvHeader(columns)
  for await (const rows of pagesOf(schema, list))
    yield rows.map((row) => csvRow(columns, row)).join('')
}

async function* pagesOf<S extends z.ZodType>(
  schema: S,
  list: (next: Next) => Promise<Page<unknown>>,
) {
  let cursor: string | undefined
  do {
    const page = await list({ limit: LARGEST_PAGE, ...(cursor && { cursor }) })
    yield z.array(schema).parse(page.data)
    cursor = page.next
  } while (cursor)
}
