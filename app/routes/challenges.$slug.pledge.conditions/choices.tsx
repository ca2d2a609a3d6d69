import { formatPounds, poundsForInput, type Pence } from '#app/core/money.ts'
import { countOf } from '#app/core/number.ts'
import {
  DateField,
  MoneyField,
  SelectField,
  TextArea,
  TextField,
  type Choice,
} from '#app/ui/field.tsx'
import { formatPercent, type Conditions } from '#app/domain/pledges/conditions.ts'
import { errorOf, valueOf, type FormResult } from '#app/ui/form-result.ts'

type Answer = (
  name: string,
  kept?: string,
) => {
  name: string
  error: string | undefined
  defaultValue: string
}
type Asked = {
  conditions: Conditions
  round: { councilCount: number; pledgedPence: Pence; isDataKeptInUk: boolean }
  /** Councils of the region that have pledged, and councils a pledge may follow. */
  others: { count: number; names: string[] }
  toFollow: { councilId: string; name: string }[]
  result: FormResult | undefined
}

/** The boxes of the page, each with what it asks for once it is ticked. */
export function choicesOf({ conditions, round, others, toFollow, result }: Asked): Choice[] {
  /** What was typed before, or was kept, and what is wrong with it. */
  const answer: Answer = (name, kept = '') => ({
    name,
    error: errorOf(result, name),
    defaultValue: valueOf(result, name, kept),
  })
  return [
    enough(conditions, round, answer),
    share(conditions, answer),
    follow(conditions, toFollow, answer),
    {
      value: 'region',
      label: 'At least some other councils in our region pledge',
      hint: describeOthers(others),
      follow: (
        <TextField
          label="How many other councils?"
          width="short"
          inputMode="numeric"
          {...answer('councils', String(conditions.minimumOtherCouncilsInRegion ?? ''))}
        />
      ),
    },
    {
      value: 'uk',
      label: 'The data stays in the UK',
      hint: round.isDataKeptInUk
        ? 'The lead council has already promised this.'
        : 'The lead council has not promised this.',
    },
    {
      value: 'decision',
      label: 'Our own cabinet or delegated decision is made by a date',
      hint: 'The pledge is held as “waiting” until then.',
      follow: (
        <DateField
          label="Date of the decision"
          {...answer('decisionByOn', conditions.decisionByOn)}
        />
      ),
    },
    {
      value: 'other',
      label: 'Something else',
      hint: 'The lead council answers whether it is met before pledging closes.',
      follow: <TextArea label="Your condition" rows={3} {...answer('other', conditions.other)} />,
    },
    { value: 'none', label: 'No conditions', isApart: true },
  ]
}

const poundsOf = (pence: string | undefined) => (pence ? poundsForInput(BigInt(pence)) : '')

function describeOthers({ count, names }: { count: number; names: string[] }) {
  if (count === 0) return 'None has pledged so far.'
  const first = names.slice(0, 3).join(', ')
  return `${countOf(count, 'council')} of your region ${count === 1 ? 'has' : 'have'} so far${first && `: ${first}`}${first && count > 3 ? ' and others' : ''}.`
}

function enough(
  { minimumCouncils, minimumPledgedPence }: Conditions,
  round: Asked['round'],
  answer: Answer,
): Choice {
  return {
    value: 'enough',
    label: 'Enough councils or enough money is pledged',
    hint: `${countOf(round.councilCount, 'council')} ${round.councilCount === 1 ? 'has' : 'have'} pledged ${formatPounds(round.pledgedPence)} so far.`,
    follow: (
      <>
        <TextField
          label="At least how many councils?"
          hint="Yours is one of them. Leave it empty if the number does not matter."
          width="short"
          inputMode="numeric"
          {...answer('minimumCouncils', String(minimumCouncils ?? ''))}
        />
        <MoneyField
          label="At least how much from all councils?"
          hint="Your pledge is counted in, match is not. Leave it empty if the sum does not matter."
          {...answer('minimumPledged', poundsOf(minimumPledgedPence))}
        />
      </>
    ),
  }
}

function share({ mostOfTotalBasisPoints: kept }: Conditions, answer: Answer): Choice {
  return {
    value: 'share',
    label: 'We give a part of the total at most',
    hint: 'Of all that councils pledge, yours included and match not. If that comes to less than your sum, you give less.',
    follow: (
      <TextField
        label="At most how many per cent?"
        hint="For example, 12 or 12.5"
        width="short"
        inputMode="decimal"
        {...answer('mostOfTotal', kept === undefined ? '' : formatPercent(kept).replace('%', ''))}
      />
    ),
  }
}

function follow(
  { asMuchAs: kept }: Conditions,
  toFollow: Asked['toFollow'],
  answer: Answer,
): Choice {
  const isListed = toFollow.some(({ councilId }) => councilId === kept?.councilId)
  const councils = kept && !isListed ? [...toFollow, kept] : toFollow
  return {
    value: 'follow',
    label: 'We give as much as another council at most',
    hint: 'If it pledges less than your sum, you give what it gives. If its pledge does not count, yours does not either.',
    follow: (
      <SelectField
        label="Which council?"
        choices={[
          { value: '', label: 'Choose a council' },
          ...councils.map(({ councilId, name }) => ({ value: councilId, label: name })),
        ]}
        {...answer('asMuchAs', kept?.councilId)}
      />
    ),
  }
}
