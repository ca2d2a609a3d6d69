import type { MetaFunction } from '@remix-run/node'
import { ButtonLink, Buttons } from '#app/ui/button.tsx'
import { pageTitle } from '#app/ui/form-result.ts'
import { Facts } from '#app/ui/lists.tsx'
import { Panel } from '#app/ui/notice.tsx'
import { Page, PageTitle, Section } from '#app/ui/page.tsx'

export const meta: MetaFunction = () => [{ title: pageTitle('For suppliers') }]

export default function ForSuppliers() {
  return (
    <Page crumbs={[{ href: '/', name: 'Home' }]} crumbTitle="For suppliers" space="stack-7">
      <PageTitle
        title="For suppliers"
        lead="Sell once to many councils. Small firms meet the councils that share a problem, send one short pitch and are paid by milestone."
      />
      <Buttons>
        <ButtonLink href="/suppliers/new">Register your firm</ButtonLink>
        <ButtonLink href="/challenges" look="second">
          Find a challenge
        </ButtonLink>
        <ButtonLink href="/market-days" look="second">
          Book a demo slot
        </ButtonLink>
        <ButtonLink href="/suppliers" look="second">
          See suppliers
        </ButtonLink>
      </Buttons>
      <div className="with-side">
        <div className="stack-7">
          <Promises />
          <MeetingCouncils />
          <Pitching />
          <GettingPaid />
        </div>
        <aside aria-label="At a glance">
          <Panel title="At a glance" tone="civic">
            <Facts
              facts={[
                { name: 'Cost to join', value: 'Nothing' },
                { name: 'Demo slot', value: '15 minutes' },
                { name: 'Pitch', value: 'At most 5 new questions' },
                { name: 'Feedback', value: 'Scores and reasons, always' },
                { name: 'Paid', value: 'By milestone' },
              ]}
            />
          </Panel>
        </aside>
      </div>
    </Page>
  )
}

const Promises = () => (
  <Section id="promises" title="What you can count on">
    <ul className="stack-2 measure">
      <li>
        The money is real: a challenge goes ahead only when councils have signed for its target.
      </li>
      <li>
        Everybody hears the same thing at the same time. Answers to questions are public; the name
        of the firm that asked is not.
      </li>
      <li>You write about your firm once. A pitch reuses your profile.</li>
      <li>Your pitch is sealed until the deadline and stays private if it does not win.</li>
      <li>
        Open standards and a way out are asked of every supplier, so the large and the small start
        level.
      </li>
    </ul>
  </Section>
)

const MeetingCouncils = () => (
  <Section id="meet" title="Meet councils" aside={<a href="/market-days">Market days</a>}>
    <div className="stack measure">
      <p>
        On a market day you get 15 minutes: 10 to show what you have built and 5 for questions.
        Slots go by a published draw or to whoever books first, as the day’s page says. One firm
        holds at most one slot, and you can move or cancel it until the day’s own deadline.
      </p>
      <p>
        Before that, <a href="/directory">find who leads a service</a> in a council, and write to
        them if they welcome it.
      </p>
      <p>
        If the day is full, join the waiting list. A freed slot is offered to the first firm on it,
        with a set time to accept. A market day is not a sale: nothing is decided there, and firms
        without a slot can still pitch.
      </p>
    </div>
  </Section>
)

const Pitching = () => (
  <Section
    id="pitch"
    title="Pitch"
    aside={<a href="/how-it-works#scoring">How pitches are scored</a>}
  >
    <div className="stack measure">
      <p>
        A pitch opens from the page of its challenge. Answer in any order and save as you go. You
        can change or withdraw it until the deadline. After that it opens to the assessors, and
        nobody can change it.
      </p>
      <p>
        The criteria and weights are on the challenge’s page before you start. You get your scores,
        and the reasons, before the award is published.
      </p>
    </div>
  </Section>
)

const GettingPaid = () => (
  <Section
    id="paid"
    title="Get paid"
    aside={<a href="/how-it-works#milestones">Payment by milestone</a>}
  >
    <div className="stack measure">
      <p>
        Claim a milestone with its evidence. You see at each moment who has it: the lead council,
        the fund manager or the bank. If a claim is sent back, you are told which test was not met.
        One remittance note lists every council and pot behind a payment.
      </p>
    </div>
  </Section>
)
