import { formatPounds, type Pence } from '#app/core/money.ts'
import { peopleHref } from '#app/domain/directory/directory-filters.ts'
import type { ChallengePage } from '#app/domain/reporting/challenge-page.server.ts'
import { Button, ButtonLink } from '#app/ui/button.tsx'
import { Facts } from '#app/ui/lists.tsx'
import { Panel } from '#app/ui/notice.tsx'

export function KeyFacts({ challenge, round, typicalPledgePence, own }: ChallengePage) {
  const { typicalCostPence, runningCostYearlyPence, service, serviceFunctionId } = challenge
  return (
    <Panel title="Key facts">
      <Facts
        facts={[
          {
            name: 'Lead council',
            value: (
              <a href={`/organisations/${challenge.leadCouncil.slug}`}>
                {challenge.leadCouncil.name}
              </a>
            ),
          },
          { name: 'Service area', value: challenge.serviceFunction },
          ...(own && serviceFunctionId !== null
            ? [{ name: 'Elsewhere', value: <LeadersElsewhere service={serviceFunctionId} /> }]
            : []),
          ...optional('Typical pledge', typicalPledgePence),
          ...optional('Smallest pledge', round?.smallestPledgePence),
          ...(round ? [{ name: 'Councils needed', value: String(round.minimumCouncils) }] : []),
          ...(service ? [{ name: 'Service', value: service.name }] : []),
          ...optional('Cost to go alone', typicalCostPence),
          ...optional('Running cost after', runningCostYearlyPence, ' a year'),
        ]}
      />
    </Panel>
  )
}

const LeadersElsewhere = ({ service }: { service: number }) => (
  <a href={peopleHref({ service })}>People who lead this service</a>
)

const optional = (name: string, pence: Pence | null | undefined, per = '') =>
  pence === null || pence === undefined ? [] : [{ name, value: formatPounds(pence) + per }]

export function Follow({ challenge, own }: ChallengePage) {
  const action = `/challenges/${challenge.slug}/following`
  return (
    <Panel title="Follow">
      <p className="small">
        {own?.follows
          ? 'You get an email when the lead council posts an update or answers a question.'
          : 'Get an email when the lead council posts an update or answers a question.'}
      </p>
      {own ? (
        <form method="post" action={action}>
          <Button look="second" isSmall name="follow" value={own.follows ? 'no' : 'yes'}>
            {own.follows ? 'Stop following' : 'Follow this challenge'}
          </Button>
        </form>
      ) : (
        <p>
          <ButtonLink href={`/sign-in?next=${action}`} look="second" isSmall>
            Sign in to follow
          </ButtonLink>
        </p>
      )}
    </Panel>
  )
}
