import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { formatDateTime, type Day } from '#app/core/time.ts'
import { rulesDiffer } from '#app/domain/pots/rule-changes.ts'
import { readRuleNames } from '#app/domain/pots/rule-names.server.ts'
import { listRuleVersions, type RuleVersion } from '#app/domain/pots/rule-queries.server.ts'
import { describeRule, type RuleNames } from '#app/domain/pots/rule-words.ts'
import { pageTitle } from '#app/ui/form-result.ts'
import { PageTitle, Section } from '#app/ui/page.tsx'
import { PotPage } from '#app/ui/pot-page.tsx'
import { RuleChanges } from '#app/ui/rule.tsx'
import { allowAnyone } from '#app/web/actor.server.ts'
import { param, show } from '#app/web/answer.server.ts'
import { openPot } from '#app/web/pot-page.server.ts'

const headingFor = (name: string) => `Rule history of the ${name}`

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(data ? headingFor(data.pot.name) : 'Page not found') },
]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await allowAnyone(request)
  return show(async () => {
    const opened = await openPot(actor, param(params, 'slug'))
    const versions = await listRuleVersions(opened.pot.id)
    const names = await readRuleNames(versions.map(({ terms }) => terms))
    return { ...opened, versions: inWords(versions, names, opened.pot.closesOn ?? undefined) }
  })
}

/** Each version in words, with what it changed of the one before. */
function inWords(versions: RuleVersion[], names: RuleNames, closesOn: Day | undefined) {
  return versions.map((rule, place) => {
    const before = versions[place + 1]
    const changes = before ? rulesDiffer(before.terms, rule.terms, names) : undefined
    return {
      ...rule,
      changes,
      words: describeRule(rule.terms, { askedAfter: [], closesOn, names }),
    }
  })
}

export default function PotRules() {
  const { pot, waiting, versions } = useLoaderData<typeof loader>()
  return (
    <PotPage pot={pot} waiting={waiting} title="Rule history">
      <PageTitle
        title={headingFor(pot.name)}
        lead="A pledge is matched by the version in force when it is signed. Two people publish each version."
      />
      {versions.map((rule) => (
        <Section
          key={rule.id}
          id={`version-${rule.version}`}
          title={`Version ${rule.version}`}
          aside={`In force from ${formatDateTime(rule.inForceFrom)}`}
        >
          <div className="stack">
            <p className="lead measure">{rule.words.headline}</p>
            <p className="measure">{rule.reason}</p>
            {rule.changes && (
              <RuleChanges
                changes={rule.changes}
                before={`Version ${rule.version - 1}`}
                after={`Version ${rule.version}`}
              />
            )}
            <p className="small muted">
              Published by {rule.publishedBy.name} and {rule.secondPublisher.name}.
            </p>
          </div>
        </Section>
      ))}
    </PotPage>
  )
}
