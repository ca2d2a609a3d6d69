import { ButtonLink, Buttons } from './button.tsx'
import { ActElsewhere, elsewhereHeading, elsewhereIn, type Elsewhere } from './elsewhere.tsx'
import { SummaryList } from './lists.tsx'
import type { PageFrame } from './page-frame.ts'
import { Page, Section } from './page.tsx'
import type { Typed } from './typed.ts'

type Failure = {
  status: number
  title: string
  message?: string | undefined
  elsewhere?: Elsewhere | undefined
  typed?: Typed[] | undefined
  signIn?: string | undefined
  /** What surrounds the page, where nothing else says it. */
  frame?: PageFrame | undefined
}

const titles: Record<number, string> = {
  400: 'There is a problem with this request',
  401: 'Sign in again',
  403: 'You cannot open this page',
  404: 'Page not found',
  405: 'There is a problem with this request',
  409: 'This has changed since you opened it',
  422: 'There is a problem with this request',
}

/** What a thrown answer means for the person. Anything that is not an answer is a bug of ours. */
export function failureOf(thrown: unknown): Failure {
  if (!isAnswer(thrown)) return { status: 500, title: ourFault }
  const { status, data } = thrown
  const elsewhere = elsewhereIn(data)
  const told = { status, message: messageIn(data), elsewhere, ...sentIn(data) }
  if (elsewhere && status === 404)
    return { ...told, title: elsewhereHeading(elsewhere), message: undefined }
  return { ...told, title: titles[status] ?? ourFault }
}

const ourFault = 'Sorry, there is a problem with the service'

/** The shape of Remix's error answers; this folder does not know Remix. */
const isAnswer = (thrown: unknown): thrown is { status: number; data: unknown } =>
  typeof thrown === 'object' &&
  thrown !== null &&
  'data' in thrown &&
  'status' in thrown &&
  typeof thrown.status === 'number'

/** Only our own Refusals carry an `error`; a framework's text is not for people. */
const messageIn = (data: unknown) =>
  typeof data === 'object' && data !== null && 'error' in data && typeof data.error === 'string'
    ? data.error
    : undefined

/** What is said of a form that was refused and has no page to come back to. */
const sentIn = (data: unknown) =>
  typeof data === 'object' && data !== null && ('typed' in data || 'frame' in data)
    ? (data as Pick<Failure, 'typed' | 'signIn' | 'frame'>)
    : {}

type ErrorPageProps = { failure: Failure; reference?: string | undefined }

export function ErrorPage({ failure, reference }: ErrorPageProps) {
  return (
    <Page>
      <div className="stack measure">
        <h1>{failure.title}</h1>
        {failure.message && failure.message !== failure.title && (
          <p className="lead">{failure.message}</p>
        )}
        {failure.elsewhere ? (
          <ActElsewhere elsewhere={failure.elsewhere} />
        ) : (
          !failure.signIn && (
            <Advice status={failure.status} hasMessage={Boolean(failure.message)} />
          )
        )}
        {failure.typed && <WhatYouTyped typed={failure.typed} />}
        {failure.signIn && (
          <Buttons>
            <ButtonLink href={failure.signIn}>Sign in</ButtonLink>
          </Buttons>
        )}
        {failure.status >= 500 && reference && (
          <p>
            Reference for support:{' '}
            <span className="ref" data-reference>
              {reference}
            </span>
          </p>
        )}
      </div>
    </Page>
  )
}

/** The form is not there any more, for them or for anybody; what they wrote for it is theirs. */
const WhatYouTyped = ({ typed }: { typed: Typed[] }) => (
  <Section id="what-you-typed" title="What you typed" className="stack">
    <p>None of it was saved. Copy what you want to keep before you leave this page.</p>
    <SummaryList
      rows={typed.map(({ name, value }) => ({
        name,
        value: <span className="as-typed">{value}</span>,
      }))}
    />
  </Section>
)

function Advice({ status, hasMessage }: { status: number; hasMessage: boolean }) {
  if (status === 404)
    return (
      <>
        <p>
          If you typed the address, check it is right. If you pasted it, check you copied all of it.
        </p>
        <p>
          <a href="/challenges">See every challenge</a> or <a href="/">go to the home page</a>.
        </p>
      </>
    )
  if (status === 403)
    return (
      <p>
        {hasMessage
          ? ''
          : 'Your role does not allow this. Ask an administrator of your organisation. '}
        You may be acting for the wrong organisation: change it in the menu at the top.
      </p>
    )
  if (status === 409)
    return (
      <p>Nothing you did here has been saved. Go back, look at the new version, then decide.</p>
    )
  if (status < 500)
    return (
      <p>
        Go back and try again, or <a href="/contact">contact us</a>.
      </p>
    )
  return (
    <>
      <p>Anything the service had already confirmed to you is safe. Try again in a few minutes.</p>
      <p>
        If it still fails, <a href="/contact">contact us</a> and give us the reference.
      </p>
    </>
  )
}
