import { formatPounds } from '#app/core/money.ts'
import type { ChallengePage } from '#app/domain/reporting/challenge-page.server.ts'
import { Button, ButtonLink } from '#app/ui/button.tsx'
import { Facts } from '#app/ui/lists.tsx'
import { Panel } from '#app/ui/notice.tsx'

export function KeyFacts({ challenge }: ChallengePage) {
  const { typicalCostPence, runningCostYearlyPence, service } = challenge
  return (
    <Panel title="Key facts">
      <Facts
        facts={[
          { name: 'Lead council', value: challenge.leadCouncil.name },
          { name: 'Service area', value: challenge.serviceFunction },
          ...(service ? [{ name: 'Service', value: service.name }] : []),
          ...(typicalCostPence === null
            ? []
            : [{ name: 'Cost to go alone', value: formatPounds(typicalCostPence) }]),
          ...(runningCostYearlyPence === null
            ? []
            : [
                {
                  name: 'Running cost after',
                  value: `${formatPounds(runningCostYearlyPence)} a year`,
                },
              ]),
        ]}
      />
    </Panel>
  )
}

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
          <ButtonLink href={`/sign-in?next=/challenges/${challenge.slug}`} look="second" isSmall>
            Sign in to follow
          </ButtonLink>
        </p>
      )}
    </Panel>
  )
}
