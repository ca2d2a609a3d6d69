import { useContext, type FormHTMLAttributes, type ReactNode } from 'react'
import type { FormResult } from './form-result.ts'
import { FrameContext } from './page-frame.ts'

type FormProps = {
  /** The action's answer, when the form could not go ahead. */
  result?: FormResult | undefined
  /** Filters of a list stand side by side. */
  isFilters?: boolean
  children: ReactNode
} & Pick<FormHTMLAttributes<HTMLFormElement>, 'action' | 'method' | 'encType' | 'id'> &
  Pick<FormHTMLAttributes<HTMLFormElement>, 'aria-label' | 'aria-labelledby'>

/**
 * A native form that posts back to its page, with the error summary above it.
 * Browsers' own checks are off: the messages come from us, beside each field.
 */
export function Form(props: FormProps) {
  const { result, children, method = 'post', isFilters, ...attributes } = props
  return (
    <>
      {result && <ErrorSummary result={result} />}
      <form
        className={isFilters ? 'form form--filters' : 'form'}
        method={method}
        noValidate
        {...attributes}
      >
        {method === 'post' && <OpenedFor />}
        {children}
      </form>
    </>
  )
}

/** In whose name the page was opened: another tab may act for another organisation by the time it is sent. */
function OpenedFor() {
  const { organisationId } = useContext(FrameContext)?.person ?? {}
  return organisationId && <input type="hidden" name="openedFor" value={organisationId} />
}

/**
 * Every message of a failed form, linking to its field. The browser itself moves focus to it while it draws the
 * page: a script would do so later and take the page away under the finger of whoever has begun to answer.
 */
export function ErrorSummary({ result }: { result: FormResult }) {
  const messages = Object.entries(result.fields).flatMap(([name, texts]) =>
    (texts ?? []).slice(0, 1).map((text) => ({ name, text })),
  )
  return (
    <div
      className="error-summary"
      role="alert"
      aria-labelledby="error-summary-title"
      tabIndex={-1}
      autoFocus
    >
      <h2 id="error-summary-title">There is a problem</h2>
      {messages.length === 0 ? (
        <p>{result.error}</p>
      ) : (
        <ul className="plain">
          {messages.map(({ name, text }) => (
            <li key={name}>
              <a href={`#${name}`}>{text}</a>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

/** Made by the loader when a money form is shown: sent twice, it happens once. */
export const HiddenOperationKey = ({ value }: { value: string }) => (
  <input type="hidden" name="operationKey" value={value} />
)

/** What somebody answered on another page, to go along with what they are asked on this one. */
export function Answers({ values }: { values: FormResult['values'] }) {
  return Object.entries(values).map(([name, value]) =>
    [value]
      .flat()
      .map((one, place) => (
        <input key={`${name} ${place}`} type="hidden" name={name} value={one} />
      )),
  )
}

/** "Step 1 of 3", above the question. */
export const StepLine = ({ children }: { children: ReactNode }) => (
  <p className="stepline">{children}</p>
)
