import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { formatDay } from '#app/core/time.ts'
import { ButtonLink, Button, Buttons } from '#app/ui/button.tsx'
import { MoneyField, TextField } from '#app/ui/field.tsx'
import { errorOf, pageTitle, valueOf } from '#app/ui/form-result.ts'
import { Form } from '#app/ui/form.tsx'
import { PageTitle } from '#app/ui/page.tsx'
import { PotPage } from '#app/ui/pot-page.tsx'
import { TrialResult } from '#app/ui/trial-result.tsx'
import { requireActor } from '#app/web/actor.server.ts'
import { param, show } from '#app/web/answer.server.ts'
import { readAddress } from '#app/web/rule-form.server.ts'
import { openTrial, shownTrial } from '#app/web/rule-trial.server.ts'

const heading = 'Try a different rule'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(heading, data?.result) },
]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request)
  return show(async () => {
    const opened = await openTrial(actor, param(params, 'slug'), readAddress(request))
    return { ...opened, tried: opened.tried && shownTrial(opened.tried) }
  })
}

const own = ['rate', 'areaCap', 'challengeCap']

export default function Simulation() {
  const { pot, waiting, typed, proposal, file, tried, result } = useLoaderData<typeof loader>()
  const answer = (name: string) => ({
    name,
    error: errorOf(result, name),
    defaultValue: valueOf(result, name, [typed[name] ?? ''].flat()[0]),
  })
  const kept = Object.entries(typed).filter(([name]) => !own.includes(name))
  return (
    <PotPage pot={pot} waiting={waiting} isOwn title="Try a different rule">
      <PageTitle title={heading} lead="Nothing changes until two people publish it." />
      <div className="sim">
        <div className="panel panel--match">
          <Form method="get" result={result}>
            {kept.flatMap(([name, value]) =>
              [value]
                .flat()
                .map((one) => <input key={name + one} type="hidden" name={name} value={one} />),
            )}
            {typed.way === 'rate' && (
              <TextField
                label="Pence added for every £1"
                width="short"
                inputMode="decimal"
                {...answer('rate')}
              />
            )}
            <MoneyField label="Limit by area" {...answer('areaCap')} />
            <MoneyField label="Limit by challenge" {...answer('challengeCap')} />
            <Buttons>
              <Button>Run on the pledges so far</Button>
            </Buttons>
          </Form>
          {proposal && (
            <p className="small after-form">
              <a href={proposal}>Change other terms</a>
            </p>
          )}
        </div>
        {tried && <Outcome tried={tried} proposal={proposal} file={file} />}
      </div>
    </PotPage>
  )
}

type Opened = ReturnType<typeof useLoaderData<typeof loader>>
type OutcomeProps = Pick<Opened, 'proposal' | 'file'> & { tried: NonNullable<Opened['tried']> }

function Outcome({ tried, proposal, file }: OutcomeProps) {
  return (
    <div className="stack">
      <TrialResult tried={tried} />
      <p className="small muted">
        Open rounds and those closed since {formatDay(tried.since)}, pledge by pledge. A pledge with
        conditions comes to what they allow, one that was taken back counts as never made, and other
        pots keep their rules.
      </p>
      <Buttons>
        {proposal && (
          <ButtonLink look="second" href={proposal}>
            Turn this into a proposal
          </ButtonLink>
        )}
        <a href={file}>Download CSV</a>
      </Buttons>
    </div>
  )
}
