import { ButtonLink } from './button.tsx'
import { Empty, Panel } from './notice.tsx'
import { PageTitle } from './page.tsx'

/** Beside the choice of a slot. */
export const BeforeYouBook = () => (
  <aside className="stack-5" aria-label="Before you book">
    <Panel title="Who can book">
      <ul className="stack-2 small">
        <li>Firms with fewer than 250 staff</li>
        <li>One slot for each firm on the day</li>
        <li>A working product or prototype, not slides</li>
      </ul>
    </Panel>
    <Panel title="No cost, no lock-in">
      <p className="small">
        Demos are free. What you show is not part of the scoring, and you can pitch without one.
      </p>
    </Panel>
  </aside>
)

const reasons = {
  'not-a-firm': {
    title: 'Demo slots are for suppliers',
    text: 'You act for an organisation that is not a firm. Act for your firm to book a slot, or register to watch.',
    link: { path: '/registration', name: 'Register to watch' },
  },
  'not-small': {
    title: 'Demo slots are for small firms',
    text: 'A firm with fewer than 250 staff can book. If yours is one, an administrator of your firm says so on its page.',
    link: { path: '/registration', name: 'Register to watch' },
  },
  full: {
    title: 'Every slot is taken',
    text: 'Join the waiting list. If a firm cancels, the first on the list has a set time to accept the slot.',
    link: { path: '/waiting-list', name: 'Join the waiting list' },
  },
  closed: {
    title: 'Booking has closed',
    text: 'Slots of this day can no longer be booked, moved or cancelled. You can still watch and ask.',
    link: { path: '/registration', name: 'Register to watch' },
  },
}

type CannotBookProps = { heading: string; why: keyof typeof reasons; back: string }

export function CannotBook({ heading, why, back }: CannotBookProps) {
  const { title, text, link } = reasons[why]
  return (
    <>
      <PageTitle title={heading} />
      <Empty
        level={2}
        title={title}
        action={<ButtonLink href={`${back}${link.path}`}>{link.name}</ButtonLink>}
      >
        {text}
      </Empty>
    </>
  )
}
