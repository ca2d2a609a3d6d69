import { Button, Buttons } from './button.tsx'
import type { FormResult } from './form-result.ts'
import { Form } from './form.tsx'
import { Page, PageTitle } from './page.tsx'
import { WorkspaceNav } from './workspace-nav.tsx'

type ConfirmationProps = {
  result: FormResult | undefined
  title: string
  lead: string
  /** The page to go back to, where nothing is done. */
  back: string
  /** "Withdraw it". */
  yes: string
  /** "Keep it". */
  no: string
}

/** One question before a deed that has no fields; its form sends `confirm` with "yes". */
export const Confirmation = ({ result, title, lead, back, yes, no }: ConfirmationProps) => (
  <Page back={back} subnav={<WorkspaceNav />}>
    <Form result={result}>
      <PageTitle title={title} lead={lead} />
      <input type="hidden" name="confirm" value="yes" />
      <Buttons>
        <Button>{yes}</Button>
        <a href={back}>{no}</a>
      </Buttons>
    </Form>
  </Page>
)
