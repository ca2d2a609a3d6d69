import { Page, PageTitle, Section } from './page.tsx'
import { FormParts } from './parts-forms.tsx'
import { ListParts } from './parts-lists.tsx'
import { MoneyParts } from './parts-money.tsx'
import { Button, ButtonLink, Buttons } from './button.tsx'
import { Empty, Notice, Panel, Waiting } from './notice.tsx'
import { Tag, Tags } from './tag.tsx'

/** Shown at /dev/parts: every part, with its empty, error and long-text states. */
export const Parts = () => (
  <Page crumbs={[{ href: '/', name: 'Home' }]} crumbTitle="Parts of a page" space="stack-7">
    <PageTitle
      title="Parts of a page"
      lead="One set of parts for every page of Solve Once, in each state a person can meet."
    />
    <MoneyParts />
    <SmallParts />
    <FormParts />
    <ListParts />
    <StateParts />
  </Page>
)

const SmallParts = () => (
  <>
    <Section id="tags" title="Tags">
      <Tags>
        <Tag tone="wait">Draft</Tag>
        <Tag tone="wait">Needs co-signers</Tag>
        <Tag tone="civic">Open for pledges</Tag>
        <Tag tone="warn">Closing soon</Tag>
        <Tag tone="match">2 pots match this</Tag>
        <Tag tone="ok">Funded</Tag>
        <Tag tone="info">Being built</Tag>
        <Tag>Closed below target</Tag>
        <Tag tone="bad">Payment failed</Tag>
      </Tags>
    </Section>
    <Section id="buttons" title="Buttons">
      <div className="stack">
        <Buttons>
          <ButtonLink href="#buttons">Pledge to this challenge</ButtonLink>
          <ButtonLink href="#buttons" look="second">
            Ask a question
          </ButtonLink>
        </Buttons>
        <Buttons>
          <Button type="button" isSmall>
            Book this slot
          </Button>
          <Button type="button" look="second" isSmall>
            Add to calendar
          </Button>
          <a href="#buttons">Save and come back later</a>
        </Buttons>
      </div>
    </Section>
  </>
)

const StateParts = () => (
  <>
    <Section id="notices" title="Notices and panels">
      <div className="cells">
        <Notice>Match can change if other pledges arrive first.</Notice>
        <Notice tone="ok" isAnswer title="Pledge sent.">
          Margaret Osei has until 24 September 2027 to sign it.
        </Notice>
        <Notice tone="warn" title="A finance approver must sign this.">
          £22,000 is above your limit of £10,000.
        </Notice>
        <Panel title="£52,375 to go" tone="civic">
          <p>45 days left. Closes at 5pm on Friday 29 October 2027.</p>
        </Panel>
      </div>
    </Section>
    <Section id="empty" title="Nothing here, not ready, gone wrong">
      <div className="cells">
        <Empty
          title="No challenges match these filters"
          action={
            <ButtonLink href="#empty" look="second" isSmall>
              Clear all filters
            </ButtonLink>
          }
        >
          Try fewer filters, or write the problem down yourself.
        </Empty>
        <Waiting>Working out the match. This takes a few seconds.</Waiting>
        <Empty title="We could not save your pledge" isSolid>
          <p>
            Nothing has been sent and your answers are kept. Try again in a few minutes. If it still
            fails, quote <span className="ref">SO-7F3A</span> to support.
          </p>
        </Empty>
      </div>
    </Section>
  </>
)
