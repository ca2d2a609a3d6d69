import { formatPounds, poundsForInput, type Pence } from '#app/core/money.ts'
import { countOf } from '#app/core/number.ts'
import {
  inKindReference,
  MOST_DAYS,
  skillNames,
  skills,
  worthOf,
  type Skill,
} from '#app/domain/pledges/in-kind.ts'
import { MoneyField, SelectField, TextArea, TextField } from './field.tsx'
import { errorOf, valueOf, type FormResult } from './form-result.ts'
import { Empty } from './notice.tsx'
import { Section } from './page.tsx'
import { DataTable, type Column } from './table.tsx'

type Offer = {
  number: number
  councilId: string
  councilName: string
  skill: Skill
  about: string
  days: number
  dayRatePence: Pence
  rateSource: string
}

const columns: Column<Offer & { isOwn: boolean }>[] = [
  { name: 'Council', show: ({ councilName }) => councilName },
  {
    name: 'Work',
    show: ({ skill, about, number, isOwn }) => (
      <div>
        {skills[skill]}
        <p className="small muted">{about}</p>
        {isOwn && (
          <a href={`/in-kind/${inKindReference(number)}/change`}>
            Change this offer<span className="visually-hidden"> of {skills[skill]}</span>
          </a>
        )}
      </div>
    ),
  },
  { name: 'Days', isNumeric: true, show: ({ days }) => String(days) },
  {
    name: 'Worth about',
    isNumeric: true,
    show: (offer) => (
      <div>
        {formatPounds(worthOf(offer))}
        <p className="small muted">
          {formatPounds(offer.dayRatePence)} a day. {offer.rateSource}
        </p>
      </div>
    ),
  },
]

type InKindProps = {
  offers: Offer[]
  slug: string
  /** Nothing leads somebody to a form that is not for them. */
  mayOffer: boolean
  ownCouncilId: string | undefined
}

/** Days of work beside the pledges: shown, and part of no total. */
export function InKind({ offers, slug, mayOffer, ownCouncilId }: InKindProps) {
  const days = offers.reduce((sum, offer) => sum + offer.days, 0)
  const offer = mayOffer && <a href={`/challenges/${slug}/in-kind/new`}>Offer days of work</a>
  return (
    <Section id="in-kind" title="Work that councils offer">
      <p className="measure">
        Days of their people’s time. It is no money: it counts towards no target and brings no
        match.
      </p>
      <DataTable
        label="Table of work offered"
        rows={offers.map((one) => ({ ...one, isOwn: one.councilId === ownCouncilId }))}
        columns={columns}
        keyOf={({ number }) => String(number)}
        empty={
          <Empty title="No work is offered yet" action={offer}>
            Councils can lend user researchers, developers, lawyers and others.
          </Empty>
        }
      />
      {offers.length > 0 && (
        <p>
          {countOf(days, 'day')} in all. {offer}
        </p>
      )}
    </Section>
  )
}

type FieldsProps = { result: FormResult | undefined; offer?: Offer }

export function InKindFields({ result, offer }: FieldsProps) {
  const field = (name: string, known = '') => ({
    name,
    error: errorOf(result, name),
    defaultValue: valueOf(result, name, known),
  })
  return (
    <>
      <SelectField
        {...field('skill', offer?.skill ?? skillNames[0])}
        label="What your people would do"
        choices={skillNames.map((value) => ({ value, label: skills[value] }))}
      />
      <TextArea
        {...field('about', offer?.about)}
        label="In your words"
        hint="Everybody reads this. Name no person."
        rows={3}
      />
      <TextField
        {...field('days', offer && String(offer.days))}
        label="How many days"
        hint={`Whole days, ${MOST_DAYS} at most.`}
        width="short"
      />
      <MoneyField
        {...field('dayRate', offer && poundsForInput(offer.dayRatePence))}
        label="What a day is worth"
        hint="To give an idea. It is shown and never added to the money."
      />
      <TextField
        {...field('rateSource', offer?.rateSource)}
        label="Where that figure is from"
        hint="Such as your internal charge for this grade, with the year."
      />
    </>
  )
}
