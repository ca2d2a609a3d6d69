import { formatPounds, type Pence } from '#app/core/money.ts'
import { formatDay, type Day } from '#app/core/time.ts'
import { listNames } from '#app/domain/successions/succession.ts'
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

type HandedOverProps = {
  handedOver: {
    councilId: string
    name: string
    slug: string
    successorName: string
    endedOn: Day
    source: string
    balances: { kind: BalanceKind; pence: Pence }[]
  }[]
  ownId: string
}

/** On both statements: what a council's accounts stood at when its successor took them over. */
export function HandedOver({ handedOver, ownId }: HandedOverProps) {
  if (handedOver.length === 0) return null
  const taken = handedOver.filter(({ councilId }) => councilId !== ownId)
  const given = handedOver.find(({ councilId }) => councilId === ownId)
  return (
    <Section id="handed-over" title={given ? 'Handed over' : 'Taken over'}>
      {given && (
        <p>
          On {formatDay(given.endedOn)} {given.successorName} took over these accounts, by{' '}
          {given.source}. They stood at: <Sums balances={given.balances} />.
        </p>
      )}
      {taken.map(({ councilId, name, slug, endedOn, source, balances }) => (
        <form key={councilId} method="post" action="/acting-for" className="stack-2">
          <p>
            From <OrganisationLink slug={slug} name={name} /> on {formatDay(endedOn)}, by {source}:{' '}
            <Sums balances={balances} />. Its entries keep its name.
          </p>
          <Button look="second" name="organisationId" value={councilId}>
            Act for {name}
          </Button>
        </form>
      ))}
    </Section>
  )
}

const Sums = ({ balances }: { balances: { kind: BalanceKind; pence: Pence }[] }) =>
  listNames(balances.map(({ kind, pence }) => `${formatPounds(pence)} ${balanceNames[kind]}`)) ||
  'nothing open'

/** In the workspace of whoever acts in an old name. */
export function InOldName(props: { organisationName: string; nowPartOf: string | undefined }) {
  if (!props.nowPartOf) return null
  return (
    <Notice title={`You act in the name of ${props.organisationName}.`}>
      <p>
        It begins nothing new. Finish here what it signed and led; pledge, post and share problems
        in the name of {props.nowPartOf}.
      </p>
    </Notice>
  )
}

type AnswersForProps = { former: { id: string; nameThen: string; slug: string; endedOn: Day }[] }

/** In the workspace of a successor: the councils whose pledges and challenges are its own to finish. */
export function AnswersFor({ former }: AnswersForProps) {
  if (former.length === 0) return null
  return (
    <Section id="answers-for" title="Councils you answer for">
      <p>Their pledges, collections and challenges keep their names. Act in one to work on them.</p>
      <form method="post" action="/acting-for" className="stack-3">
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
