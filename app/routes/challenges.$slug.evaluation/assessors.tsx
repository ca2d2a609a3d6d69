import { useActionData } from '@remix-run/react'
import { Button } from '#app/ui/button.tsx'
import { SelectField } from '#app/ui/field.tsx'
import { errorOf, valueOf, type FormResult } from '#app/ui/form-result.ts'
import { Form } from '#app/ui/form.tsx'
import { DataTable } from '#app/ui/table.tsx'
import { Tag } from '#app/ui/tag.tsx'

type Assessor = {
  id: string
  name: string
  councilName: string
  hasBegun: boolean
  isYou: boolean
}
type Candidate = { membershipId: string; name: string; jobTitle: string; councilName: string }
type AssessorsProps = {
  assessors: Assessor[]
  candidates: Candidate[]
  canRun: boolean
  awardState: string | undefined
}

/** Who scores; officers of the lead council add people from the councils behind the challenge. */
export function Assessors({ assessors, candidates, canRun, awardState }: AssessorsProps) {
  const result = useActionData<FormResult>()
  const canChange = canRun && !awardState
  return (
    <div className="stack">
      <DataTable
        rows={assessors}
        keyOf={({ id }) => id}
        label="People on the panel"
        empty={<p className="muted">Nobody is appointed yet.</p>}
        columns={[
          {
            name: 'Name',
            show: ({ name, isYou }) => (
              <>
                {name} {isYou && <Tag tone="info">You</Tag>}
              </>
            ),
          },
          { name: 'Council', show: ({ councilName }) => councilName },
          ...(canChange
            ? [{ name: 'Change', show: (each: Assessor) => <Remove {...each} /> }]
            : []),
        ]}
      />
      {canChange && (
        <Form>
          <SelectField
            name="membershipId"
            label="Appoint an assessor"
            hint="Officers of the councils that pledged or have this problem too"
            placeholder="Choose a person"
            choices={candidates.map(({ membershipId, name, jobTitle, councilName }) => ({
              value: membershipId,
              label: `${name}, ${jobTitle}, ${councilName}`,
            }))}
            defaultValue={valueOf(result, 'membershipId')}
            error={errorOf(result, 'membershipId')}
          />
          <Button look="second">Appoint this assessor</Button>
        </Form>
      )}
    </div>
  )
}

const Remove = ({ id, name, hasBegun }: Assessor) =>
  hasBegun ? (
    <span className="muted">Has begun</span>
  ) : (
    <form method="post">
      <Button look="second" isSmall name="remove" value={id}>
        Remove<span className="visually-hidden"> {name}</span>
      </Button>
    </form>
  )
