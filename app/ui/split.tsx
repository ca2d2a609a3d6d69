import { countOf } from '#app/core/number.ts'
import { Button, ButtonLink, Buttons } from './button.tsx'
import { Section } from './page.tsx'
import { DataTable } from './table.tsx'

type Props = {
  succession: {
    id: string
    successorName: string
    others: { id: string; name: string; people: number }[]
  }
  /** Of the council that is split. */
  people: number
  /** Nobody has signed it yet, and whoever proposed it looks. */
  canArrange: boolean
}

/** Into which councils one is split, and how many of its people go to each. */
export function Split({ succession, people, canArrange }: Props) {
  const { id, successorName, others } = succession
  const elsewhere = others.reduce((sum, other) => sum + other.people, 0)
  const here = { id, name: successorName, people: people - elsewhere }
  return (
    <Section id="split" title="Who takes what">
      <DataTable
        rows={[here, ...others]}
        label="The councils it is split into"
        keyOf={(row) => row.id}
        columns={[
          { name: 'Council', show: ({ name }) => name },
          { name: 'People', show: (row) => countOf(row.people, 'person', 'people') },
          {
            name: 'Answers for',
            show: (row) => (row === here ? 'All it signed and led' : 'Nothing of before'),
          },
          ...(canArrange
            ? [
                {
                  name: 'Change',
                  show: (row: typeof here) => row !== here && <TakeOut {...row} />,
                },
              ]
            : []),
        ]}
      />
      {canArrange ? (
        <Buttons>
          <ButtonLink href={`/successions/${id}/successors/new`} look="second">
            Name another council
          </ButtonLink>
          {others.length > 0 && (
            <ButtonLink href={`/successions/${id}/people`} look="second">
              Say who goes where
            </ButtonLink>
          )}
        </Buttons>
      ) : (
        <p>
          <a href={`/successions/${id}/people`}>See who goes where</a>
        </p>
      )}
    </Section>
  )
}

const TakeOut = (props: { id: string; name: string }) => (
  <form method="post">
    <input type="hidden" name="decision" value="take-out" />
    <Button look="second" isSmall name="other" value={props.id}>
      Take out<span className="visually-hidden"> {props.name}</span>
    </Button>
  </form>
)
