import { pounds } from '#app/core/money.ts'
import { RuleCard } from './approval.tsx'
import { Funding, FundingBar, FundingFigures } from './funding-bar.tsx'
import { Section } from './page.tsx'
import { PotGauge, PotGaugeSmall } from './pot-gauge.tsx'
import { SumBox } from './sum-box.tsx'
import { MapKey, TileMap } from './tile-map.tsx'

const sums = (pledged: number, matched: number, target: number) => ({
  pledgedPence: pounds(pledged),
  matchedPence: pounds(matched),
  targetPence: pounds(target),
  waitingPence: 0n,
})

const childcare = { ...sums(268_500, 159_125, 480_000), waitingPence: pounds(15_500) }

const states = [
  { name: 'Nothing pledged yet', props: sums(0, 0, 120_000) },
  { name: 'Below target, some pledges waiting', props: childcare },
  { name: 'Target met', props: sums(212_000, 128_000, 340_000) },
  { name: 'Past target', props: sums(231_000, 140_000, 340_000) },
  {
    name: 'Past target, on to a stretch target',
    props: { ...sums(231_000, 140_000, 340_000), stretchPence: pounds(420_000) },
  },
  { name: 'Closed below target', props: { ...sums(70_000, 21_000, 190_000), lapsed: true } },
  { name: 'One pledge of £1', props: sums(1, 0, 480_000) },
  { name: 'No target yet', props: sums(0, 0, 0) },
]

export const MoneyParts = () => (
  <>
    <Section id="funding-bar" title="Funding bar">
      <div className="cells">
        {states.map(({ name, props }) => (
          <div key={name} className="stack-2">
            <h3>{name}</h3>
            <FundingBar {...props} />
          </div>
        ))}
        <div className="stack-2">
          <h3>In a list</h3>
          <FundingBar size="thin" {...sums(61_000, 35_250, 180_000)} />
          <FundingFigures {...sums(61_000, 35_250, 180_000)} />
        </div>
      </div>
    </Section>
    <Section id="funding" title="The money" aside="Updated 9:40am, Tuesday 14 September 2027">
      <Funding {...childcare} councils={21} pots={2} />
    </Section>
    <Pots />
    <Section id="sum" title="Sums, rules and the map">
      <div className="cells">
        <Preview />
        <SumBox title="Before an amount" rows={[]} empty="Enter £1,000 or more." />
        <RuleCard
          sentence="For every £1 pledged by a council in a registered mayoral area, add £1."
          terms={[
            { name: 'Limit by area', value: '£50,000 from each area’s councils' },
            { name: 'Ends', value: '31 March 2030, or when the pot is empty' },
          ]}
        />
        <div className="stack">
          <MapKey />
          <TileMap
            label="Map of three councils. One has pledged and one more shares the problem."
            tableHref="#sum"
            tiles={[
              { gss: 'A', name: 'Leeds', column: 0, row: 0, state: 'pledged' },
              { gss: 'B', name: 'Bradford', column: 1, row: 0, state: 'shares' },
              { gss: 'C', name: 'Kirklees', column: 1, row: 1, state: 'none' },
            ]}
          />
        </div>
      </div>
    </Section>
  </>
)

const Preview = () => (
  <SumBox
    title="What your pledge brings in"
    rows={[
      { name: 'Your pledge', pence: pounds(22_000), kind: 'signed' },
      { name: 'Seed Fund', detail: '25p for every £1.', pence: pounds(5_500), kind: 'match' },
    ]}
    total={{ name: 'Added to the challenge', pence: pounds(27_500) }}
  >
    <FundingBar size="thin" {...sums(290_500, 186_625, 480_000)} />
    <p className="small muted">Match can change if other pledges arrive first.</p>
  </SumBox>
)

const Pots = () => (
  <>
    <Section id="pot" title="Pot gauge, little in use">
      <PotGauge
        paidPence={pounds(214_000)}
        committedPence={pounds(398_000)}
        reservedPence={pounds(1_046_000)}
        availablePence={pounds(348_342_000)}
      />
    </Section>
    <Section id="pots" title="Pot gauges, in use and empty">
      <div className="stack-6">
        <PotGaugeSmall
          paidPence={pounds(268_000)}
          committedPence={pounds(342_000)}
          reservedPence={pounds(859_250)}
          availablePence={pounds(3_530_750)}
        />
        <PotGauge paidPence={0n} committedPence={0n} reservedPence={0n} availablePence={0n} />
      </div>
    </Section>
  </>
)
