import { Button, Buttons } from './button.tsx'

/** Where a page is that is not there for the organisation somebody acts for now. */
export type Elsewhere = {
  now: string
  next: string
  organisations: { id: string; name: string }[]
}

/** The elsewhere in the data of a thrown answer, if it has one. */
export const elsewhereIn = (data: unknown) =>
  typeof data === 'object' && data !== null && 'elsewhere' in data
    ? (data.elsewhere as Elsewhere)
    : undefined

export const elsewhereHeading = ({ organisations: [first, ...more] }: Elsewhere) =>
  first && more.length === 0
    ? `This belongs to ${first.name}`
    : 'This belongs to other organisations of yours'

/** Never by itself: a link that changed whom somebody acts for would have them sign in a name they did not choose. */
export function ActElsewhere({ elsewhere }: { elsewhere: Elsewhere }) {
  const { now, next, organisations } = elsewhere
  const isOne = organisations.length === 1
  return (
    <form method="post" action="/acting-for" className="stack">
      <p className="lead">You act for {now}.</p>
      <input type="hidden" name="next" value={next} />
      <Buttons>
        {organisations.map(({ id, name }) => (
          <Button key={id} name="organisationId" value={id} look={isOne ? 'main' : 'second'}>
            Act for {name} and open it
          </Button>
        ))}
      </Buttons>
      <p className="muted">
        You go on acting for {isOne ? 'it' : 'the one you choose'} until you choose another in the
        menu.
      </p>
    </form>
  )
}
