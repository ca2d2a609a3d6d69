import { z } from 'zod'
import { PenceInput, poundsForInput, type Pence } from '#app/core/money.ts'
import { orNone } from '#app/core/or-none.ts'
import { DayInput } from '#app/core/time.ts'
import { MOST_BANDS, RuleTerms, type StoredTerms } from './rule-terms.ts'

/** How much a rule adds, as the form asks it. */
export const ways = ['rate', 'amount', 'councils', 'bonus', 'quadratic'] as const
export type Way = (typeof ways)[number]

/** Every field of a rule as text, ready for a form or an address. */
export type RuleFields = Record<string, string | string[]>

/** Boxes that are ticked: none, one or several. */
const ticked = z
  .preprocess((value) => (Array.isArray(value) ? value : [value]), z.array(z.unknown()))
  .transform((values) => {
    const texts = values.filter((value) => typeof value === 'string' && value !== '') as string[]
    return texts.length > 0 ? texts : undefined
  })
const yes = z
  .literal('yes')
  .optional()
  .transform((value) => value && (true as const))

const inHundredths = (text: string) => {
  const [whole = '', part = ''] = text.split('.')
  return Number(whole) * 100 + Number(part.padEnd(2, '0'))
}
/** "25" or "12.5" pence for every £1, as basis points. */
const Rate = z
  .string()
  .trim()
  .regex(/^\d{1,5}(\.\d{1,2})?$/, 'Enter pence for every £1, like 25 or 12.5')
  .transform(inHundredths)
  .refine((rate) => rate <= 1_000_000, 'Enter 10,000 pence or less')
const Percent = z
  .string()
  .trim()
  .regex(/^\d{1,3}(\.\d{1,2})?$/, 'Enter a percentage, like 25 or 12.5')
  .transform(inHundredths)
  .refine((share) => share <= 10_000, 'Enter 100 or less')
const Count = z
  .string()
  .trim()
  .regex(/^\d{1,3}$/, 'Enter a whole number, like 10')
  .transform(Number)
  .refine((count) => count >= 1 && count <= 400, 'Enter a number from 1 to 400')

const rows = Array.from({ length: MOST_BANDS }, (_, place) => place + 1)
const bandFields: Record<string, z.ZodType<bigint | number | undefined>> = Object.fromEntries(
  rows.flatMap((row) => [
    [`amountFrom${row}`, orNone(PenceInput)],
    [`amountRate${row}`, orNone(Rate)],
    [`councilFrom${row}`, orNone(Count)],
    [`councilRate${row}`, orNone(Rate)],
  ]),
)

const Fields = z.object({
  councilTypes: ticked,
  nations: ticked,
  regions: ticked,
  areaIds: ticked,
  areaRegister: yes,
  mayorInPost: yes,
  serviceFunctionIds: ticked,
  themes: ticked,
  opensOn: orNone(DayInput),
  closesOn: orNone(DayInput),
  way: z.enum(ways, 'Choose how much is added'),
  rate: orNone(Rate),
  ...bandFields,
  bonus: orNone(PenceInput),
  bonusFromCouncils: orNone(Count),
  quadraticShare: orNone(Percent),
  quadraticScalesUp: yes,
  minimumPledge: orNone(PenceInput),
  minimumCouncils: orNone(Count),
  minimumSuppliers: orNone(Count),
  minimumSectors: orNone(Count),
  pledgeCap: orNone(PenceInput),
  councilCap: orNone(PenceInput),
  areaCap: orNone(PenceInput),
  challengeCap: orNone(PenceInput),
  targetShare: orNone(Percent),
  doesNotStack: yes,
})
type Fields = z.output<typeof Fields> & Record<string, unknown>

const belongsTo: [RegExp, Way][] = [
  [/^rate$/, 'rate'],
  [/^amount(From|Rate)\d$/, 'amount'],
  [/^council(From|Rate)\d$/, 'councils'],
  [/^quadratic(Share|ScalesUp)$/, 'quadratic'],
]
/** What was typed under a way that is not chosen is out of sight, so it is out of the rule. */
const ofChosenWay = (typed: unknown) => {
  if (typeof typed !== 'object' || typed === null) return typed
  const way = 'way' in typed ? typed.way : undefined
  const isOther = (name: string) =>
    belongsTo.some(([field, its]) => field.test(name) && its !== way)
  return Object.fromEntries(Object.entries(typed).filter(([name]) => !isOther(name)))
}

/** The fields of a rule, read as its terms. What is wrong with the terms stands beside its field. */
export const RuleForm = z
  .preprocess(ofChosenWay, Fields)
  .transform((fields, context): RuleTerms => {
    const parsed = RuleTerms.safeParse(termsOf(fields))
    if (parsed.success && parsed.data.quadratic && !parsed.data.closesOn) {
      const message = 'Enter the last day: the pot is shared out when it ends'
      context.addIssue({ code: 'custom', path: ['closesOn'], message })
      return z.NEVER
    }
    if (parsed.success) return parsed.data
    for (const { path, message } of parsed.error.issues)
      context.addIssue({
        code: 'custom',
        path: [fieldOf(String(path[0]), fields.way)],
        message: path.length > 2 ? 'Check the bands' : message,
      })
    return z.NEVER
  })

function termsOf(fields: Fields): StoredTerms {
  const { way } = fields
  const byHand = {
    opensOn: fields.opensOn,
    closesOn: fields.closesOn,
    minimumPledgePence: text(fields.minimumPledge),
    minimumCouncils: fields.minimumCouncils,
    minimumSuppliers: fields.minimumSuppliers,
    minimumSectors: fields.minimumSectors,
    pledgeCapPence: text(fields.pledgeCap),
    councilCapPence: text(fields.councilCap),
    areaCapPence: text(fields.areaCap),
    challengeCapPence: text(fields.challengeCap),
    targetShareBasisPoints: fields.targetShare,
    doesNotStack: fields.doesNotStack,
  }
  const who = {
    councilTypes: fields.councilTypes,
    nations: fields.nations,
    regions: fields.regions,
    areaIds: fields.areaIds,
    areaRegister: fields.areaRegister,
    mayorInPost: fields.mayorInPost,
  }
  const services = fields.serviceFunctionIds?.map(Number)
  return given({
    who: given(who),
    what: given({ serviceFunctionIds: services, themes: fields.themes }),
    ...byHand,
    basisPoints: way === 'rate' ? fields.rate : undefined,
    tiers: way === 'amount' || way === 'councils' ? tiersOf(fields, way) : undefined,
    quadratic:
      way === 'quadratic'
        ? given({
            challengeShareBasisPoints: fields.quadraticShare,
            scalesUp: fields.quadraticScalesUp,
          })
        : undefined,
    bonus:
      fields.bonus === undefined
        ? undefined
        : { pence: String(fields.bonus), fromCouncils: fields.bonusFromCouncils ?? 1 },
  })
}

const text = (pence: unknown) => (pence === undefined ? undefined : String(pence as Pence))

/** Without what was left empty: unset is a term that is not there. */
const given = <T extends object>(terms: T): T =>
  Object.fromEntries(Object.entries(terms).filter(([, value]) => value !== undefined)) as T

/** Rows with a rate. The first band begins at the beginning, whatever is typed. */
function tiersOf(fields: Fields, by: 'amount' | 'councils'): StoredTerms['tiers'] {
  const kind = by === 'amount' ? 'amount' : 'council'
  const typed = rows.flatMap((row) => {
    const basisPoints = fields[`${kind}Rate${row}`]
    const from = fields[`${kind}From${row}`]
    return typeof basisPoints === 'number' ? [{ from, basisPoints }] : []
  })
  if (typed.length === 0) return undefined
  return by === 'amount'
    ? {
        by,
        bands: typed.map(({ from, basisPoints }, place) => ({
          abovePence: place === 0 ? '0' : (text(from) ?? '0'),
          basisPoints,
        })),
      }
    : {
        by,
        bands: typed.map(({ from, basisPoints }, place) => ({
          fromCouncil: place === 0 ? 1 : Number(from ?? 1),
          basisPoints,
        })),
      }
}

const fieldOfWay: Record<Way, string> = {
  rate: 'rate',
  amount: 'amountRate1',
  councils: 'councilRate1',
  bonus: 'bonus',
  quadratic: 'way',
}

/** The field where a term is typed. */
function fieldOf(term: string, way: Way) {
  if (term === 'basisPoints' || term === 'tiers') return fieldOfWay[way]
  if (term === 'who') return 'councilTypes'
  if (term === 'what') return 'themes'
  if (term === 'targetShareBasisPoints') return 'targetShare'
  return term.replace(/Pence$/, '')
}

/** The terms as the form shows them: what `RuleForm` reads back as the same rule. */
export function fieldsOfTerms(terms: RuleTerms): RuleFields {
  const { who, what, tiers, bonus, quadratic } = terms
  const way: Way = quadratic ? 'quadratic' : (tiers?.by ?? (terms.basisPoints ? 'rate' : 'bonus'))
  return given({
    ...given({ ...who, areaRegister: who.areaRegister && 'yes' }),
    ...given({ mayorInPost: who.mayorInPost && 'yes', themes: what.themes }),
    serviceFunctionIds: what.serviceFunctionIds?.map(String),
    opensOn: terms.opensOn,
    closesOn: terms.closesOn,
    way,
    rate: hundredths(terms.basisPoints),
    ...(tiers && fieldsOfTiers(tiers)),
    bonus: bonus && poundsForInput(bonus.pence),
    bonusFromCouncils: bonus && String(bonus.fromCouncils),
    quadraticShare: hundredths(quadratic?.challengeShareBasisPoints),
    quadraticScalesUp: quadratic?.scalesUp && 'yes',
    minimumPledge: sum(terms.minimumPledgePence),
    minimumCouncils: terms.minimumCouncils && String(terms.minimumCouncils),
    minimumSuppliers: terms.minimumSuppliers && String(terms.minimumSuppliers),
    minimumSectors: terms.minimumSectors && String(terms.minimumSectors),
    pledgeCap: sum(terms.pledgeCapPence),
    councilCap: sum(terms.councilCapPence),
    areaCap: sum(terms.areaCapPence),
    challengeCap: sum(terms.challengeCapPence),
    targetShare: hundredths(terms.targetShareBasisPoints),
    doesNotStack: terms.doesNotStack && 'yes',
  }) as RuleFields
}

const sum = (pence: Pence | undefined) => (pence === undefined ? undefined : poundsForInput(pence))

/** 1,250 basis points as "12.5". */
const hundredths = (basisPoints: number | undefined) =>
  basisPoints === undefined ? undefined : String(basisPoints / 100)

const fieldsOfTiers = (tiers: NonNullable<RuleTerms['tiers']>): RuleFields =>
  Object.fromEntries(
    tiers.bands.flatMap((band, place) => {
      const kind = tiers.by === 'amount' ? 'amount' : 'council'
      const from = 'abovePence' in band ? poundsForInput(band.abovePence) : String(band.fromCouncil)
      return [
        [`${kind}From${place + 1}`, from],
        [`${kind}Rate${place + 1}`, String(band.basisPoints / 100)],
      ]
    }),
  )
