import type { MetaFunction } from '@remix-run/node'
import { ButtonLink, Buttons } from '#app/ui/button.tsx'
import { pageTitle } from '#app/ui/form-result.ts'
import { Notice } from '#app/ui/notice.tsx'
import { Contents, Page, PageTitle, Section } from '#app/ui/page.tsx'

export const meta: MetaFunction = () => [{ title: pageTitle('How it works') }]

export default function HowItWorks() {
  return (
    <Page crumbs={[{ href: '/', name: 'Home' }]} crumbTitle="How it works" space="stack-7">
      <PageTitle
        title="How it works"
        lead="Councils post a problem once, find who shares it, pool money for one solution and pay for it step by step. Every pound is in the open."
      />
      <Contents
        links={[
          { href: '#steps', name: 'The steps' },
          { href: '#sign', name: 'Who can sign' },
          { href: '#match', name: 'Match money' },
          { href: '#agreement', name: 'Model agreement' },
          { href: '#scoring', name: 'How pitches are scored' },
          { href: '#milestones', name: 'Payment by milestone' },
        ]}
      />
      <Steps />
      <Signing />
      <Match />
      <Agreement />
      <Scoring />
      <Milestones />
      <Buttons>
        <ButtonLink href="/challenges">See every challenge</ButtonLink>
        <ButtonLink href="/challenges/new" look="second">
          Post a challenge
        </ButtonLink>
      </Buttons>
    </Page>
  )
}

const steps = [
  [
    'Post',
    'An officer describes the problem, what it costs today and the outcome wanted. Similar challenges appear as they type, so the same problem is not posted twice.',
  ],
  [
    'Share',
    'Other councils say “we have this problem too”, with how often it happens and what it costs them. That costs nothing and commits them to nothing.',
  ],
  [
    'Pool',
    'The lead council sets a target, a smallest number of councils and a closing time. Councils pledge, and each sees what the pots would add to its own pledge.',
  ],
  [
    'Meet',
    'Suppliers show what they have built on a market day. Everything said to one supplier is published to all.',
  ],
  [
    'Choose',
    'Pitches stay sealed until the deadline. Assessors score each criterion alone, then agree one score. Every supplier gets its scores and reasons.',
  ],
  [
    'Build and pay',
    'The supplier is paid milestone by milestone, after the lead council has accepted the work and the funder has approved the payment.',
  ],
  [
    'Use',
    'The finished project leaves a playbook. Every council records whether it is live, on trial or not in use, and why.',
  ],
] as const

const Steps = () => (
  <Section id="steps" title="The steps">
    <div className="stack-5">
      <ol className="steps plain">
        {steps.map(([name, what]) => (
          <li key={name} className="stack-2">
            <h3>{name}</h3>
            <p className="small">{what}</p>
          </li>
        ))}
      </ol>
      <Notice title="If the target is not met, nobody pays.">
        Every pledge lapses at the closing time and every match goes back to its pot.
      </Notice>
    </div>
  </Section>
)

const Signing = () => (
  <Section id="sign" title="Who can sign a pledge">
    <div className="stack measure">
      <p>
        An officer drafts a pledge. A finance approver signs it: the section 151 officer, a deputy
        or somebody they have delegated to. Nobody signs their own draft, and nobody signs above the
        limit in their council’s scheme of delegation.
      </p>
      <p>A pledge counts towards the target only when all of this is true:</p>
      <ul className="stack-2">
        <li>an approver whose limit covers it has signed</li>
        <li>any key decision notice and call-in period has run</li>
        <li>the council is under no spending control that forbids it</li>
        <li>the kind of money (revenue, capital or grant) is recorded</li>
        <li>the council has accepted the pledge agreement</li>
      </ul>
      <p>
        Until then it is shown as waiting. Waiting pledges are listed apart and are never added to
        the total.
      </p>
    </div>
  </Section>
)

const Match = () => (
  <Section id="match" title="Match money" aside={<a href="/pots">See the pots and their rules</a>}>
    <div className="stack measure">
      <p>
        A pot adds money to pledges by a published rule. Nobody chooses who gets it. A rule says who
        it is for, how much it adds to each pledged pound, its limits and when it ends.
      </p>
      <p>
        The match is held for a challenge at the moment a pledge counts, so a pot never promises the
        same pound twice. The working is shown to everyone, line by line. A rule in force never
        changes: a new version applies only to what comes after it.
      </p>
    </div>
  </Section>
)

const Agreement = () => (
  <Section id="agreement" title="Model pledge agreement">
    <div className="stack measure">
      <p>By pledging, a council agrees that:</p>
      <ol className="stack-2">
        <li>it has the money set aside and the authority to spend it on this</li>
        <li>
          the pledge binds it if the round’s terms are met at the closing time, and its own
          published conditions hold
        </li>
        <li>it may withdraw, or lower its pledge, until the round closes</li>
        <li>it pays the lead council’s collection within 30 days of its date</li>
        <li>
          the lead council buys on behalf of all contributors and holds the contract with the
          supplier
        </li>
        <li>
          money not spent when the project is built goes back in the proportions it came in, to the
          penny: to a pot once the lead council has asked and a funder has agreed, to a council when
          the lead council’s bank has paid it
        </li>
        <li>
          what is built, its data and its open standards are available to every contributor, and any
          of them can leave with a full copy
        </li>
        <li>pledges, match, the award, milestones and payments are published</li>
      </ol>
      <p className="muted">
        This is a summary in plain English. A council’s own legal advisers should read the agreement
        shown when it pledges. It is a contribution between public bodies, not a purchase from the
        platform.
      </p>
    </div>
  </Section>
)

const Scoring = () => (
  <Section id="scoring" title="How pitches are scored">
    <div className="stack measure">
      <p>
        The criteria and their weights are published before the first pitch is written, and cannot
        change after that. A pitch answers at most five new questions: the rest comes from the
        supplier’s profile.
      </p>
      <ul className="stack-2">
        <li>
          Pitches are sealed until the closing second, from everyone, including the people who run
          this site.
        </li>
        <li>
          An assessor declares any interest before a pitch opens to them. Somebody with an interest
          does not score.
        </li>
        <li>Each assessor scores every criterion alone, with a reason, and sees no other score.</li>
        <li>Assessors then meet and agree one score for each criterion. Both are kept.</li>
        <li>
          Every supplier gets its own scores and the reasons before the award is published. A
          standstill follows, then the award stands.
        </li>
      </ul>
      <p>The winner’s scores are public. A losing pitch never is.</p>
    </div>
  </Section>
)

const Milestones = () => (
  <Section id="milestones" title="Payment by milestone">
    <div className="stack measure">
      <p>
        The price is split into milestones that add up to it exactly. For each one the supplier
        sends a claim with evidence. The lead council accepts it or sends it back with reasons. The
        fund manager then approves the payment. Large payments need a second person, from another
        organisation.
      </p>
      <p>
        An approval is tied to the evidence, the amount, the supplier and its bank details. If any
        of them changes, the approval no longer counts and must be given again. Each payment is
        split over the councils and pots that fund it, to the penny, and published.
      </p>
    </div>
  </Section>
)
