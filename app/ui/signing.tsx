import type { Said } from '#app/domain/audit/proofs.ts'
import { Button, Buttons } from './button.tsx'
import type { FormResult } from './form-result.ts'
import { Answers, Form } from './form.tsx'
import { SummaryList } from './lists.tsx'
import { Notice } from './notice.tsx'
import type { PageFrame } from './page-frame.ts'
import { Page, PageTitle } from './page.tsx'
import { ShowPasskey } from './passkey.tsx'
import { CodeField, codeLabel } from './second-factor.tsx'

/** What somebody is about to sign, with the answers of the form it comes from, and the frame that its page has. */
export type Signing = {
  frame: PageFrame
  says: Said[]
  fingerprint: string
  values: FormResult['values']
  hasFactor: boolean
  hasAuthenticator: boolean
  hasPasskey: boolean
  demonstrationCode: string | undefined
  error: string | undefined
}

export const signingHeading = 'Sign with your second factor'

/** The signing in a thrown answer, if it is one. */
export function signingOf(thrown: unknown): Signing | undefined {
  const data = typeof thrown === 'object' && thrown && 'data' in thrown ? thrown.data : undefined
  return typeof data === 'object' && data && 'signing' in data
    ? (data.signing as Signing)
    : undefined
}

/** In the place of the page whose form it was: its answers go along, and the same address does the deed. */
export function SigningPage({ signing }: { signing: Signing }) {
  const { error, says, fingerprint, values, hasFactor } = signing
  const result = error ? { error, fields: { proofCode: [error] }, values: {} } : undefined
  return (
    <Page back={signing.frame.path}>
      <Form result={result}>
        <div className="stack-5">
          <PageTitle
            title={signingHeading}
            lead="Read what you sign. Your second factor signs exactly this, once, in the next five minutes. Nothing has happened yet."
          />
          <SummaryList rows={says} />
        </div>
        <Answers values={values} />
        <input type="hidden" name="proofOf" value={fingerprint} />
        {hasFactor ? <Ask signing={signing} result={result} /> : <SetUpFirst />}
      </Form>
    </Page>
  )
}

type AskProps = { signing: Signing; result: FormResult | undefined }

const Ask = ({ signing, result }: AskProps) => (
  <>
    {signing.hasPasskey && (
      <ShowPasskey
        purpose="proof"
        of={signing.fingerprint}
        name="proofPasskey"
        codeName="proofCode"
        button="Sign with your passkey"
      />
    )}
    <CodeField
      name="proofCode"
      result={result}
      label={codeLabel(signing)}
      demonstrationCode={signing.demonstrationCode}
    />
    <Buttons>
      <Button look={signing.hasPasskey ? 'second' : 'main'}>Sign</Button>
    </Buttons>
  </>
)

const SetUpFirst = () => (
  <Notice tone="warn" title="Signing needs a second factor.">
    <p>
      <a href="/second-factor">Set up your second factor</a>, then send the form again.
    </p>
  </Notice>
)
