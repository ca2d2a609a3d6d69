import { Button, Buttons } from './button.tsx'
import type { FormResult } from './form-result.ts'
import { Form } from './form.tsx'
import { Notice } from './notice.tsx'
import { Page, PageTitle } from './page.tsx'

type Words = { title: string; lead: string }
type StopByLinkProps = {
  result: FormResult | undefined
  hasStopped: boolean
  /** Before it is pressed. */
  asked: Words
  /** What is so once it is stopped. */
  stopped: string
  /** What to do where it was somebody else. */
  alarm: Words
}

/** What a link of a mail stops, whoever reads that mail: a press, and then what to do about it. */
export function StopByLink({ result, hasStopped, asked, stopped, alarm }: StopByLinkProps) {
  if (hasStopped && !result)
    return (
      <Page>
        <Notice tone="ok" isAnswer>
          {stopped}
        </Notice>
        <PageTitle {...alarm} />
      </Page>
    )
  return (
    <Page>
      <Form result={result}>
        <PageTitle {...asked} />
        <Buttons>
          <Button>Stop it</Button>
        </Buttons>
      </Form>
    </Page>
  )
}
