import { Button, ButtonLink, Buttons } from './button.tsx'
import type { FormResult } from './form-result.ts'
import { Answers, Form } from './form.tsx'
import type { PageFrame } from './page-frame.ts'
import { Page, PageTitle } from './page.tsx'

/** There is no database to ask: what can be said without one, and what was sent meanwhile. */
export type Away = {
  frame: PageFrame
  sent?: SentMeanwhile
}

type SentMeanwhile = {
  values: FormResult['values']
  /** It carries its operation key, so it happens once however often it is sent. */
  hasKey: boolean
  /** The work had begun, so it may be done although its answer was lost. */
  mayBeDone: boolean
}

export const awayHeading = 'Solve Once is not available just now'

/** What a thrown answer says about it, if that is what it is about. */
export function awayOf(thrown: unknown): Away | undefined {
  const data = typeof thrown === 'object' && thrown && 'data' in thrown ? thrown.data : undefined
  return typeof data === 'object' && data && 'away' in data ? (data.away as Away) : undefined
}

/** In the place of whatever was asked for. It needs no database, and no script. */
export function AwayPage({ away: { frame, sent } }: { away: Away }) {
  return (
    <Page>
      <div className="stack-5 measure">
        <PageTitle title={awayHeading} lead={leadOf(sent)} />
        {sent ? (
          <SendAgain sent={sent} />
        ) : (
          <>
            <p>Whatever it has confirmed to you is saved.</p>
            <Buttons>
              <ButtonLink href={frame.address}>Try again</ButtonLink>
            </Buttons>
          </>
        )}
      </div>
    </Page>
  )
}

function leadOf(sent: SentMeanwhile | undefined) {
  if (!sent) return 'Try again in a minute.'
  if (!sent.mayBeDone) return 'Nothing you sent was saved. Send it again in a minute.'
  return 'We cannot tell whether what you sent was done: the answer got lost.'
}

function SendAgain({ sent: { values, hasKey, mayBeDone } }: { sent: SentMeanwhile }) {
  return (
    <Form>
      {mayBeDone && <p>{hasKey ? doneOnce : lookFirst}</p>}
      <p>
        This page keeps your answers. If you chose a file or signed with a code, you will be asked
        for it again.
      </p>
      <Answers values={values} />
      <Buttons>
        <Button>Send it again</Button>
      </Buttons>
    </Form>
  )
}

const doneOnce =
  'Send it again in a minute. It is done once, however often you send it from this page: if it was done already, you will see that.'

const lookFirst =
  'Wait a minute. Then look in another window whether it was done, and send it again only if it was not.'
