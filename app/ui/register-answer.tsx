import type { ReactNode } from 'react'
import { formatDate, formatDateTime } from '#app/core/time.ts'
import type { Finding, RegisterAnswer } from '#app/domain/joining/register-answer.ts'
import { describeStatus, describeType } from '#app/domain/joining/register-words.ts'
import { kindOf } from '#app/domain/organisations/company-number.ts'
import { Facts } from './lists.tsx'
import { Empty } from './notice.tsx'
import { Section } from './page.tsx'
import { DataTable } from './table.tsx'
import { Tag, type Tone } from './tag.tsx'

export const findingNames: Record<Finding, string> = {
  'not-looked-up': 'Not looked up',
  matches: 'Matches',
  'former-name': 'Former name',
  'other-name': 'Another name',
  insolvent: 'Insolvency',
  closed: 'Closed',
  'not-found': 'No such number',
}

const tones: Record<Finding, Tone> = {
  'not-looked-up': 'quiet',
  matches: 'ok',
  'former-name': 'warn',
  'other-name': 'bad',
  insolvent: 'bad',
  closed: 'bad',
  'not-found': 'bad',
}

type Found = { finding: Finding; companyNumber: string | null }

/** What the register comes to. Who has no company number is not on it. */
export const FindingTag = ({ finding, companyNumber }: Found) =>
  companyNumber === null && finding === 'not-looked-up' ? (
    <Tag>Not a company</Tag>
  ) : (
    <Tag tone={tones[finding]}>{findingNames[finding]}</Tag>
  )

type Firm = {
  companyNumber: string | null
  /** Of what waits for operators, or was decided. */
  finding?: Finding
  answers: RegisterAnswer[]
}

/** What the register of companies has said of a firm, and on which day. Nothing for whoever is not on it. */
export function RegisterSays({ firm, children }: { firm: Firm; children?: ReactNode }) {
  const { companyNumber, finding, answers } = firm
  const [latest, ...earlier] = answers
  if (companyNumber === null && !latest) return null
  return (
    <Section
      id="register"
      title="What Companies House says"
      aside={latest && `On ${formatDateTime(latest.answeredAt)}`}
    >
      <div className="stack-5">
        {latest ? (
          <Facts facts={factsOf(latest, finding)} />
        ) : (
          <Empty title="Not looked up">
            The register of companies has not been asked about this number yet.
          </Empty>
        )}
        {children}
        {earlier.length > 0 && <EarlierAnswers answers={earlier} />}
      </div>
    </Section>
  )
}

function factsOf(answer: RegisterAnswer, finding: Finding | undefined) {
  const weighed = finding
    ? [
        {
          name: 'Comes to',
          value: <FindingTag finding={finding} companyNumber={answer.companyNumber} />,
        },
      ]
    : []
  if (answer.companyName === null)
    return [...weighed, { name: 'Number', value: `${answer.companyNumber} is not on the register` }]
  const office = [answer.locality, answer.country].filter(Boolean).join(', ')
  return [
    ...weighed,
    { name: 'Name', value: answer.companyName },
    { name: 'Status', value: describeStatus(answer.status, answer.statusDetail) },
    { name: 'Type', value: describeType(answer.companyType) },
    ...(answer.createdOn ? [{ name: 'On it since', value: formatDate(answer.createdOn) }] : []),
    ...(answer.ceasedOn ? [{ name: 'Ended', value: formatDate(answer.ceasedOn) }] : []),
    {
      name: 'Registered office',
      value: office || kindOf(answer.companyNumber).jurisdiction,
    },
    ...(answer.previousNames.length > 0
      ? [{ name: 'Former names', value: answer.previousNames.join(', ') }]
      : []),
  ]
}

const EarlierAnswers = ({ answers }: { answers: RegisterAnswer[] }) => (
  <DataTable
    rows={answers}
    keyOf={({ id }) => id}
    caption="What it said before"
    columns={[
      { name: 'On', show: ({ answeredAt }) => formatDateTime(answeredAt) },
      { name: 'Name', show: ({ companyName }) => companyName ?? 'No such number' },
      {
        name: 'Status',
        show: ({ companyName, status, statusDetail }) =>
          companyName === null ? 'Not on the register' : describeStatus(status, statusDetail),
      },
    ]}
  />
)
