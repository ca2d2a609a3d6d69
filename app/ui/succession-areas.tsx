import { countOf } from '#app/core/number.ts'
import { listNames, type AreaPart, type EndingArea } from '#app/domain/successions/succession.ts'
import { Section } from './page.tsx'
import { OrganisationLink } from './succession.tsx'
import { DataTable } from './table.tsx'

type Props = {
  succession: {
    predecessors: { id: string; name: string }[]
    successorName: string
    others: { name: string }[]
    joinsAreas: boolean
  }
  areas: AreaPart[]
  ending: EndingArea[]
}

/** What becomes of the combined authorities that councils belong to, or are, on the day. */
export function SuccessionAreas({ succession, areas, ending }: Props) {
  if (areas.length + ending.length === 0) return null
  const heirs = [succession.successorName, ...succession.others.map(({ name }) => name)]
  return (
    <Section id="areas" title="Combined authorities">
      <div className="stack-5">
        {areas.length > 0 && (
          <DataTable
            rows={areas}
            label="Who leaves them and who joins"
            keyOf={({ id }) => id}
            columns={[
              { name: 'Area', show: (area) => <OrganisationLink {...area} /> },
              { name: 'Leave', show: ({ members }) => listNames(members) },
              { name: 'Join', show: () => (succession.joinsAreas ? listNames(heirs) : 'Nobody') },
            ]}
          />
        )}
        {ending.map((area) => (
          <EndingFacts key={area.id} area={area} succession={succession} />
        ))}
        <p className="small muted measure">
          It is so from the vesting day, or from the day after the last pledge that one of them has
          signed by then: what is signed keeps the match it was given.
        </p>
      </div>
    </Section>
  )
}

type EndingProps = { area: EndingArea; succession: Props['succession'] }

function EndingFacts({ area, succession }: EndingProps) {
  const { predecessors, successorName } = succession
  const name = predecessors.find(({ id }) => id === area.id)?.name ?? ''
  return (
    <div className="measure stack-2">
      <p>
        {countOf(area.members, 'council')} of {name} {area.members === 1 ? 'belongs' : 'belong'} to{' '}
        {successorName} from then on.
        {area.mayor && ` The term of ${area.mayor} as mayor of ${name} is over on that day.`}
      </p>
      {area.pots.length > 0 && (
        <p>
          {name} has entries in the register of {listNames(area.pots)}. They stay its own. Two
          people of each funder decide whether {successorName} is entered.
        </p>
      )}
    </div>
  )
}
