import type { Day } from '#app/core/time.ts'
import { describeLimit, type DelegatedLimit } from './delegation.ts'
import type { SchemeFile, SchemeProblem } from './scheme-file.ts'
import { spendKinds, type SpendKind } from './spend.ts'

type DatedLimit = DelegatedLimit & { from: Day; to: Day | undefined }

/** One of a council's people with every limit that holds today or later. */
export type SchemeMember = {
  membershipId: string
  personId: string
  name: string
  email: string
  limits: DatedLimit[]
}

/** What a file would change: `after` is undefined where a limit ends. */
export type SchemeChange = {
  membershipId: string
  name: string
  spend: SpendKind | undefined
  before: DelegatedLimit | undefined
  after: DelegatedLimit | undefined
}

export type SchemeComparison = {
  changes: SchemeChange[]
  unchangedCount: number
  problems: SchemeProblem[]
}

type Asked = { on: Day; ownPersonIds: string[] }

/**
 * What a council's limits would be from a day on if the file were all of them: what is new, what differs, and what ends
 * because no line says it. The limits of whoever asks stay as they are, and a line that says otherwise is refused.
 */
export function compareScheme(
  members: SchemeMember[],
  { lines, problems }: SchemeFile,
  { on, ownPersonIds }: Asked,
): SchemeComparison {
  const known = new Map(members.map((member) => [member.email.toLowerCase(), member]))
  const unknown = lines.filter(({ email }) => !known.has(email))
  const compared = members.flatMap((member) => {
    const own = lines.filter(({ email }) => email === member.email.toLowerCase())
    return [undefined, ...spendKinds].map((spend) => {
      const line = own.find((each) => each.spend === spend)
      return { member, line, ...compareOne(member, { spend, line, on }) }
    })
  })
  const isOwn = ({ member }: (typeof compared)[number]) => ownPersonIds.includes(member.personId)
  const differing = compared.filter(({ isSame }) => !isSame)
  return {
    changes: differing.filter((each) => !isOwn(each)).map(({ change }) => change),
    unchangedCount: compared.filter(({ isSame, before }) => isSame && before).length,
    problems: [
      ...problems,
      ...unknown.map(({ line, email }) => ({
        line,
        problem: `Nobody of your council signs in as ${email.slice(0, 80)}`,
      })),
      ...differing
        .filter(isOwn)
        .flatMap(({ line }) =>
          line
            ? [{ line: line.line, problem: 'Another administrator changes your own limits' }]
            : [],
        ),
    ].sort((a, b) => a.line - b.line),
  }
}

type Wanted = { spend: SpendKind | undefined; line: DelegatedLimit | undefined; on: Day }

function compareOne({ membershipId, name, limits }: SchemeMember, { spend, line, on }: Wanted) {
  const ofKind = limits.filter((limit) => limit.spend === spend)
  const before = ofKind.find(({ from, to }) => from <= on && (to === undefined || to > on))
  // A limit that is to change or to end later does not say what the file says: from its day on, always.
  const goesOn = before?.to === undefined && !ofKind.some(({ from }) => from > on)
  const after = line && {
    spend,
    limitPence: line.limitPence,
    yearLimitPence: line.yearLimitPence,
  }
  const isSame = goesOn && (before && describeLimit(before)) === (after && describeLimit(after))
  return { before, isSame, change: { membershipId, name, spend, before, after } }
}
