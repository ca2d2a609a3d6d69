import { formatPounds, type Pence } from '#app/core/money.ts'
import { formatDay, type Day } from '#app/core/time.ts'
import { listNames } from '#app/domain/successions/succession.ts'
import type { OrganisationKind } from '#app/domain/organisations/actor.ts'
import { purseLabel, type Purse } from '#app/domain/pots/purse.ts'
import { Button } from './button.tsx'
import { Notice } from './notice.tsx'
import { Section } from './page.tsx'
import { balanceNames, OrganisationLink, type BalanceKind } from './succession.tsx'

type Former = {
  nameThen: string
  slug: string
  endedOn: Day
  source: string
  sourceUrl: string | null
  successor: { name: string; slug: string }
  answeredBy: { name: string; slug: string }
  others: { name: string; slug: string }[]
}

/** On the page of a council: what it became part of, or whom it took over from. */
export function Successions({
  became,
  tookOver,
}: {
  became: Former | undefined
  tookOver: Former[]
}) {
  return (
    <>
      {became && <Became {...became} />}
      {tookOver.length > 0 && (
        <p>
          Took over from{' '}
          {tookOver.map(({ slug, nameThen, endedOn, successor, others }, place) => (
            <span key={slug}>
              {place > 0 && ', '}
              <OrganisationLink slug={slug} name={nameThen} /> on {formatDay(endedOn)}
              {others.length > 0 && (
                <> (split into {listNames([successor, ...others].map(({ name }) => name))})</>
              )}
            </span>
          ))}
          .
        </p>
      )}
    </>
  )
}

function Became({ successor, others, answeredBy, endedOn, ...source }: Former) {
  const isSplit = others.length > 0
  const hasMoved = answeredBy.slug !== successor.slug
  return (
    <Notice
      title={
        <>
          {isSplit ? 'Split into ' : 'Became part of '}
          {[successor, ...others].map((each, place) => (
            <span key={each.slug}>
              {place > 0 && (place === others.length ? ' and ' : ', ')}
              <OrganisationLink {...each} />
            </span>
          ))}{' '}
          on {formatDay(endedOn)}.
        </>
      }
    >
      <p>
        Source: <Source {...source} />. What it signed and led stays here under its old name
        {(isSplit || hasMoved) && <>, and {answeredBy.name} answers for it today</>}.
      </p>
    </Notice>
  )
}

const Source = ({ source, sourceUrl }: Pick<Former, 'source' | 'sourceUrl'>) =>
  sourceUrl ? <a href={sourceUrl}>{source}</a> : source

type Stake = { potId: string; potName: string; purse: Purse; leftPence: Pence }

type HandedOverProps = {
  handedOver: {
    councilId: string
    name: string
    slug: string
    successorName: string
    endedOn: Day
    source: string
    balances: { kind: BalanceKind; pence: Pence }[]
    stakes: Stake[]
  }[]
  ownId: string
}

/** On both statements: what its accounts stood at, or what it had left in pots, when its successor took them over. */
export function HandedOver({ handedOver, ownId }: HandedOverProps) {
  if (handedOver.length === 0) return null
  const taken = handedOver.filter(({ councilId }) => councilId !== ownId)
  const given = handedOver.find(({ councilId }) => councilId === ownId)
  return (
    <Section id="handed-over" title={given ? 'Handed over' : 'Taken over'}>
      {given && (
        <p>
          On {formatDay(given.endedOn)} {given.successorName} took over these accounts, by{' '}
          {given.source}. They stood at: <Sums {...given} />.
        </p>
      )}
      {taken.map(({ councilId, name, slug, endedOn, source, ...sums }) => (
        <form key={councilId} method="post" action="/acting-for" className="stack-2">
          <p>
            From <OrganisationLink slug={slug} name={name} /> on {formatDay(endedOn)}, by {source}:{' '}
            <Sums {...sums} />. Its entries keep its name.
          </p>
          <Button look="second" name="organisationId" value={councilId}>
            Act for {name}
          </Button>
        </form>
      ))}
    </Section>
  )
}

type SumsProps = { balances: { kind: BalanceKind; pence: Pence }[]; stakes: Stake[] }

const Sums = ({ balances, stakes }: SumsProps) =>
  listNames([
    ...balances.map(({ kind, pence }) => `${formatPounds(pence)} ${balanceNames[kind]}`),
    ...stakes.map(
      ({ potName, purse, leftPence }) =>
        `${formatPounds(leftPence)} left in the ${potName}${purse === 'unrestricted' ? '' : ` (${purseLabel[purse].toLowerCase()})`}`,
    ),
  ]) || 'nothing open'

type InOldNameProps = {
  kind: OrganisationKind
  organisationName: string
  nowPartOf: string | undefined
}

const ofCouncils = 'Finish here what it signed and led; pledge, post and share problems'

/** Before "in the name of" the successor. */
const inOldName: Record<OrganisationKind, string> = {
  council: ofCouncils,
  platform: ofCouncils,
  supplier: 'Read here what it sent and was paid; pitch, claim and book slots',
  funder: 'Run here its pots, approve payments and take money back; put money in',
}

/** In the workspace of whoever acts in an old name. */
export function InOldName(props: InOldNameProps) {
  if (!props.nowPartOf) return null
  return (
    <Notice title={`You act in the name of ${props.organisationName}.`}>
      <p>
        It begins nothing new. {inOldName[props.kind]} in the name of {props.nowPartOf}.
      </p>
    </Notice>
  )
}

type AnswersForProps = {
  kind: OrganisationKind
  former: { id: string; nameThen: string; slug: string; endedOn: Day }[]
}

/** What a successor has of others, by its kind: title, and what keeps their names. */
const answered: Record<OrganisationKind, [string, string]> = {
  council: ['Councils you answer for', 'Their pledges, collections and challenges'],
  platform: ['Organisations you answer for', 'What they did'],
  supplier: ['Firms that are part of yours', 'Their pitches, awards and payments'],
  funder: ['Funders you answer for', 'Their pots, what they put in and what they approved'],
}

/** In the workspace of a successor: whose things are its own to finish. */
export function AnswersFor({ kind, former }: AnswersForProps) {
  if (former.length === 0) return null
  const [title, things] = answered[kind]
  return (
    <Section id="answers-for" title={title}>
      <p>{things} keep their names. Act in one to see them.</p>
      <form method="post" action="/acting-for" className="stack">
        {former.map(({ id, nameThen, slug, endedOn }) => (
          <p key={id}>
            <OrganisationLink name={nameThen} slug={slug} />, until {formatDay(endedOn)}{' '}
            <Button look="second" name="organisationId" value={id}>
              Act for {nameThen}
            </Button>
          </p>
        ))}
      </form>
    </Section>
  )
}
