import type { ReactNode } from 'react'
import { inGroups } from '#app/domain/auth/authenticator.ts'
import { TextField } from './field.tsx'
import { ButtonLink, Buttons } from './button.tsx'
import { errorOf, valueOf, type FormResult } from './form-result.ts'
import { ErrorSummary } from './form.tsx'
import { Notice } from './notice.tsx'
import { Page, PageTitle } from './page.tsx'

type CodeFieldProps = {
  name?: string
  result: FormResult | undefined
  label: string
  hint?: ReactNode
  /** What the person's authenticator would show; never outside a demonstration. */
  demonstrationCode: string | undefined
}

/** Asks for a code. In the demonstration it says which, since nobody there has the authenticator. */
export const CodeField = ({
  name = 'code',
  result,
  label,
  hint,
  demonstrationCode,
}: CodeFieldProps) => (
  <>
    {demonstrationCode && (
      <Notice>
        <p>
          <strong>Demonstration:</strong> your authenticator would show{' '}
          <strong className="one-time-code">{demonstrationCode}</strong>
        </p>
      </Notice>
    )}
    <TextField
      name={name}
      label={label}
      hint={hint}
      autoComplete="one-time-code"
      spellCheck={false}
      maxLength={50}
      width="mid"
      error={errorOf(result, name)}
      defaultValue={valueOf(result, name)}
    />
  </>
)

/** Recovery codes are of whoever has any factor; codes of an authenticator only of who has one. */
export const codeLabel = ({ hasAuthenticator }: { hasAuthenticator: boolean }) =>
  hasAuthenticator ? 'Code from your authenticator, or a recovery code' : 'Recovery code'

type Ways = { hasPasskey: boolean; hasAuthenticator: boolean }

export function waysToShow({ hasPasskey, hasAuthenticator }: Ways) {
  if (!hasPasskey) return 'type the code that your authenticator shows now'
  return `use your passkey, or type ${hasAuthenticator ? 'a code' : 'a recovery code'}`
}

type Squares = { size: number; path: string }

/** The squares that a camera reads. Dark on light in both colour schemes, since many cameras read nothing else. */
export const CameraSquares = ({ squares: { size, path } }: { squares: Squares }) => (
  <svg
    className="camera-squares"
    viewBox={`0 0 ${size} ${size}`}
    role="img"
    aria-label="QR code of your key. The key is below as text, too."
    shapeRendering="crispEdges"
  >
    <path className="camera-squares__light" d={`M0 0h${size}v${size}H0z`} />
    <path className="camera-squares__dark" d={path} />
  </svg>
)

/** Shown once. */
export const RecoveryCodes = ({ codes }: { codes: string[] }) => (
  <ul className="recovery-codes plain">
    {codes.map((code) => (
      <li key={code}>{inGroups(code)}</li>
    ))}
  </ul>
)

type FirstCodesProps = { codes: string[]; next: string }

/** The one answer that shows the codes which come with a first factor. */
export const FirstRecoveryCodes = ({ codes, next }: FirstCodesProps) => (
  <Page>
    <Notice tone="ok" isAnswer>
      Your second factor is set up. Every other browser of yours is signed out.
    </Notice>
    <PageTitle
      title="Keep your recovery codes"
      lead="Each signs you in once when you have nothing else. Print them or write them down, and keep them where your phone is not: they are not shown again."
    />
    <RecoveryCodes codes={codes} />
    <Buttons>
      <ButtonLink href={next}>I have kept them: go on</ButtonLink>
    </Buttons>
  </Page>
)

type TooLongProps = { heading: string; minutes: string; result?: FormResult | undefined }

/** What was begun too long ago, or was answered once already. */
export const TookTooLong = ({ heading, minutes, result }: TooLongProps) => (
  <>
    {result && <ErrorSummary result={result} />}
    <PageTitle
      title={heading}
      lead={`There is nothing here to finish: a set-up lasts ${minutes} minutes.`}
    />
    <p>
      <a href="/second-factor">Start again</a>
    </p>
  </>
)
