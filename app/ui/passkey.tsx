import { useEffect, useRef, useState, type ReactNode, type RefObject } from 'react'
import type { AskPasskeyInput } from '#app/domain/auth/passkey.ts'
import { Button, Buttons } from './button.tsx'

/** Whether this browser can ask a passkey. It cannot while scripts are off, and so the server says no. */
function useCanAsk() {
  const [can, setCan] = useState(false)
  useEffect(() => setCan('PublicKeyCredential' in window), [])
  return can
}

type Ceremony = (submitter: HTMLElement | null) => Promise<unknown>
type Asked = { field: RefObject<HTMLInputElement>; shouldAsk: () => boolean; ceremony: Ceremony }

/** Before the form goes, asks what its hidden field is to hold, and sends it with the same button as pressed. */
function useAnswerFirst({ field, shouldAsk, ceremony }: Asked) {
  const [hasFailed, setHasFailed] = useState(false)
  const latest = useRef({ shouldAsk, ceremony })
  latest.current = { shouldAsk, ceremony }
  useEffect(() => {
    const form = field.current?.form
    const listen = (event: SubmitEvent) => {
      if (!field.current || field.current.value || !latest.current.shouldAsk()) return
      event.preventDefault()
      setHasFailed(false)
      void answer(event.submitter)
    }
    const answer = async (submitter: HTMLElement | null) => {
      try {
        const said = JSON.stringify(await latest.current.ceremony(submitter))
        if (field.current) field.current.value = said
        form?.requestSubmit(submitter)
      } catch {
        setHasFailed(true)
      }
    }
    form?.addEventListener('submit', listen)
    return () => form?.removeEventListener('submit', listen)
  }, [field])
  return hasFailed
}

async function askToShow(asked: AskPasskeyInput) {
  const answer = await fetch('/second-factor/challenge', {
    method: 'post',
    body: new URLSearchParams(asked),
  })
  if (!answer.ok) throw new Error('No passkey can be asked now')
  const { startAuthentication } = await import('@simplewebauthn/browser')
  return startAuthentication({ optionsJSON: await answer.json() })
}

type ShowProps = {
  purpose: AskPasskeyInput['purpose']
  /** What is answered for. Left out: the value of the button that is pressed. */
  of?: string
  /** The hidden field, and the one for a code: whoever types one is not asked. */
  name?: string
  codeName?: string
  /** A button of its own, above the field for a code. */
  button?: ReactNode
}

/** Inside a form that takes a code: whoever sends it without one is asked for their passkey. */
export function ShowPasskey(props: ShowProps) {
  const { purpose, of, name = 'passkey', codeName = 'code', button } = props
  const field = useRef<HTMLInputElement>(null)
  const canAsk = useCanAsk()
  const typed = () => field.current?.form?.elements.namedItem(codeName)
  const hasFailed = useAnswerFirst({
    field,
    shouldAsk: () => canAsk && (typed() as HTMLInputElement | null)?.value.trim() === '',
    ceremony: (submitter) =>
      askToShow({ purpose, of: of ?? (submitter as HTMLButtonElement | null)?.value ?? '' }),
  })
  return (
    <>
      <input type="hidden" name={name} ref={field} />
      {canAsk && button && (
        <Buttons>
          <Button>{button}</Button>
        </Buttons>
      )}
      {canAsk && !button && <p>Leave the code empty to use your passkey.</p>}
      <Failed has={hasFailed}>Your passkey did not answer. Try again, or type a code.</Failed>
      <noscript>
        <p>Your passkey needs JavaScript, which is off in this browser. Type a code instead.</p>
      </noscript>
    </>
  )
}

const Failed = ({ has, children }: { has: boolean; children: ReactNode }) => (
  <p role="status" className={has ? 'passkey-failed' : 'visually-hidden'}>
    {has && children}
  </p>
)

type MakeProps = { options: Parameters<typeof makePasskey>[0] }

async function makePasskey(options: Registration) {
  const { startRegistration } = await import('@simplewebauthn/browser')
  return startRegistration({ optionsJSON: options })
}
type Browser = typeof import('@simplewebauthn/browser')
type Registration = Parameters<Browser['startRegistration']>[0]['optionsJSON']

/** Inside the form that names a new passkey: the browser makes it as the form is sent. */
export function MakePasskey({ options }: MakeProps) {
  const field = useRef<HTMLInputElement>(null)
  const canAsk = useCanAsk()
  const named = () => field.current?.form?.elements.namedItem('name')
  const hasFailed = useAnswerFirst({
    field,
    shouldAsk: () => canAsk && (named() as HTMLInputElement | null)?.value.trim() !== '',
    ceremony: () => makePasskey(options),
  })
  return (
    <>
      <input type="hidden" name="answer" ref={field} />
      <Failed has={hasFailed}>No passkey was made. Try again, or use another device.</Failed>
      <noscript>
        <p>
          A passkey needs JavaScript, which is off in this browser.{' '}
          <a href="/second-factor">Set up an authenticator instead</a>: it needs none.
        </p>
      </noscript>
    </>
  )
}
