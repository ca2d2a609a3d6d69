import { Button, Buttons } from './button.tsx'
import type { FormResult } from './form-result.ts'
import { ErrorSummary } from './form.tsx'
import { SummaryList } from './lists.tsx'
import { Page, PageTitle } from './page.tsx'

type Provider = { id: string; name: string }
type IdentityButtonsProps = {
  providers: Provider[]
  next: string
  verb: 'Sign in with' | 'Connect'
}

/** A button for each identity provider of this site. Each is a form: only a page of ours can begin. */
export const IdentityButtons = ({ providers, next, verb }: IdentityButtonsProps) => (
  <Buttons>
    {providers.map(({ id, name }) => (
      <form
        key={id}
        method="post"
        action={`/single-sign-on/${id}?next=${encodeURIComponent(next)}`}
      >
        <Button look="second">
          {verb} {name}
        </Button>
      </form>
    ))}
  </Buttons>
)

type Waiting = { provider: string; email: string; personName: string; organisations: string[] }

const list = new Intl.ListFormat('en-GB')

/** What would be connected, and to whom. */
export const Identity = ({ waiting }: { waiting: Waiting }) => (
  <SummaryList
    rows={[
      { name: 'Account elsewhere', value: `${waiting.provider}, ${waiting.email}` },
      { name: 'Connected to', value: waiting.personName },
      { name: 'Of', value: list.format(waiting.organisations) },
    ]}
  />
)

/** Connecting has a page only while something waits for it. */
export const NothingWaits = ({ result }: { result: FormResult | undefined }) => (
  <Page back="/identities">
    {result && <ErrorSummary result={result} />}
    <PageTitle
      title="Nothing waits to be connected"
      lead="What you bring back from elsewhere waits for ten minutes, in the browser you began in."
    />
    <p>
      <a href="/identities">See what signs you in</a>, or <a href="/sign-in">sign in</a>.
    </p>
  </Page>
)
