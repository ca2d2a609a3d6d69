import { formatPounds, pounds } from '#app/core/money.ts'
import { londonInstant } from '#app/core/time.ts'
import { FourEyes } from './approval.tsx'
import { Facts, FileRow, Files, QuestionAndAnswer, SummaryList, TaskList } from './lists.tsx'
import { Section } from './page.tsx'
import { Pager } from './pager.tsx'
import { Result, ResultMoney, Story } from './result.tsx'
import { RunningOrder, SlotClock } from './running-order.tsx'
import { DataTable } from './table.tsx'
import { Tag } from './tag.tsx'
import { MilestoneRail, StageBits, Timeline } from './timeline.tsx'

const pledges = [
  { council: 'Hertfordshire', area: 'None', pence: pounds(30_000) },
  { council: 'Bournemouth, Christchurch and Poole', area: 'None', pence: pounds(24_500) },
]

const columns = [
  { name: 'Council', show: (row: (typeof pledges)[number]) => row.council },
  { name: 'Mayoral area', show: (row: (typeof pledges)[number]) => row.area },
  {
    name: 'Pledge',
    isNumeric: true,
    show: (row: (typeof pledges)[number]) => formatPounds(row.pence),
  },
]

export const ListParts = () => (
  <>
    <Tables />
    <Lists />
    <Steps />
    <Results />
  </>
)

const Tables = () => (
  <Section id="tables" title="Tables">
    <div className="stack-6">
      <DataTable
        rows={pledges}
        columns={columns}
        keyOf={(row) => row.council}
        caption="Pledges by council"
        total={{ name: 'All 2 pledges', values: [formatPounds(pounds(54_500))] }}
      />
      <DataTable
        rows={[]}
        columns={columns}
        keyOf={(row) => row.council}
        empty={<p className="muted">No council has pledged yet.</p>}
      />
      <SummaryList
        rows={[
          { name: 'Amount', value: '£22,000', change: '#tables' },
          { name: 'Budget code', value: '' },
        ]}
      />
    </div>
  </Section>
)

const Lists = () => (
  <Section id="lists" title="Lists" className="qa">
    <div className="stack-6">
      <TaskList
        tasks={[
          {
            href: '#lists',
            title: 'Sign a pledge of £22,000 to childcare information',
            detail: 'From Priya Nair. Over her limit of £10,000.',
            status: 'Sign by 24 September',
            tone: 'warn',
          },
        ]}
      />
      <TaskList tasks={[]} />
      <Facts facts={[{ name: 'Lead council', value: 'Hertfordshire' }]} />
      <Files>
        <FileRow href="#lists" kind="PDF" name="Acceptance report" detail="1.2MB, 6 Sept 2027" />
      </Files>
      <div>
        <QuestionAndAnswer
          question="Can districts pledge if the county runs early years?"
          answer={<p>Yes. Any council can pledge.</p>}
          source="Answered by Hertfordshire, 6 September 2027"
          isOpen
        />
        <QuestionAndAnswer question="Will the supplier have to host the data in the UK?" />
      </div>
    </div>
  </Section>
)

const Steps = () => (
  <Section id="steps" title="Steps and approvals">
    <div className="stack-6">
      <Timeline
        moments={[
          { when: '12 May 2027', title: 'Posted by Hertfordshire', state: 'done' },
          { when: '8 September 2027', title: 'Scope made clearer', state: 'now' },
          {
            when: '29 October 2027, 5pm',
            title: 'Pledging closes',
            detail: 'Nobody pays below it.',
          },
        ]}
      />
      <MilestoneRail
        steps={[
          { title: 'Claimed', detail: '6 Sept', state: 'done' },
          { title: 'Accepted', detail: '10 Sept', state: 'now' },
          { title: 'Approved', state: 'later' },
        ]}
      />
      <p>
        <StageBits states={['done', 'now', 'later']} label="1 of 3 milestones paid" />
      </p>
      <FourEyes
        first={{
          title: 'First approval',
          status: 'Approved',
          tone: 'ok',
          signature: 'Helen Marsh',
        }}
        second={{ title: 'Second approval', status: 'Waiting for you', tone: 'warn' }}
      />
      <RunningOrder
        items={[
          {
            id: 'a',
            startsAt: londonInstant('2027-09-23', '10:45'),
            minutes: 15,
            title: 'Hopscotch Systems',
            detail: 'An entitlement checker',
            aside: <Tag tone="civic">On now</Tag>,
            isNow: true,
          },
          {
            id: 'b',
            startsAt: londonInstant('2027-09-23', '12:00'),
            minutes: 15,
            title: 'Free slot',
            kind: 'free',
          },
        ]}
      />
      <div className="band on-band">
        <SlotClock gone={7} minutes={15} />
      </div>
    </div>
  </Section>
)

const money = {
  pledgedPence: pounds(268_500),
  matchedPence: pounds(159_125),
  waitingPence: 0n,
  targetPence: pounds(480_000),
}

const Results = () => (
  <Section id="results" title="Results">
    <Result
      href="#results"
      title="Tell every parent what childcare they can get, in one place"
      tags={<Tag tone="civic">Open for pledges</Tag>}
      summary="Parents check up to six websites to learn what they are owed."
      meta={['Children and families', 'Led by Hertfordshire', '64 councils share this']}
    >
      <ResultMoney {...money}>Closes 29 October 2027</ResultMoney>
    </Result>
    <Story href="#results" title="Check Blue Badge evidence once" meta={['Led by Wiltshire']} />
    <Pager page={4} pages={9} hrefOf={(page) => `#page-${page}`} />
  </Section>
)
