import { newId } from '#app/core/id.ts'
import { pounds } from '#app/core/money.ts'
import type { Actor } from '#app/domain/organisations/actor.ts'
import { changeSupplierDetails } from '#app/domain/organisations/change-supplier-details.server.ts'
import { places } from '#app/domain/organisations/council-words.ts'
import { openPitchCall } from '#app/domain/pitches/open-pitch-call.server.ts'
import { saveAnswer } from '#app/domain/pitches/save-answer.server.ts'
import { saveMilestones } from '#app/domain/pitches/save-milestones.server.ts'
import { sendPitch } from '#app/domain/pitches/send-pitch.server.ts'
import { startPitch } from '#app/domain/pitches/start-pitch.server.ts'
import { changeBankDetails } from '#app/domain/payments/change-bank-details.server.ts'
import { suppliers } from '../demonstration/organisations.ts'
import {
  criteria,
  pitchQuestions,
  type DemonstrationPitch,
  type DemonstrationPitchCall,
} from '../demonstration/pitches.ts'
import type { Cast } from './cast.ts'
import type { ChallengeIds } from './challenges.ts'
import { leadOf, slugOf, type Told } from './told.ts'
import { evaluationHappenings } from './evaluation.ts'
import { allCalls } from './pitch-calls.ts'
import { on, type Happening } from './timeline.ts'

/** Firms complete their profiles; calls open; pitches are written, sent, scored and awarded. */
export const pitchHappenings = (cast: Cast, ids: ChallengeIds): Happening[] => [
  ...suppliers.map((supplier) => ({
    at: on(620, '09:00'),
    what: `${supplier.name} completes its profile`,
    tell: () => completeProfile(cast.holder(supplier.slug, 'administrator'), supplier),
  })),
  ...allCalls().flatMap((call) => [
    {
      at: on(call.openedDaysAgo, '11:30'),
      what: `${call.challenge} opens for pitches`,
      tell: () => open(call, { cast, ids }),
    },
    ...call.pitches.flatMap((pitch) => writePitch(call, pitch, { cast, ids })),
    ...evaluationHappenings(call, { cast, ids }),
  ]),
]

async function completeProfile(actor: Actor, supplier: (typeof suppliers)[number]) {
  await changeSupplierDetails(actor, {
    about: supplier.about,
    town: supplier.town,
    serves: placesOf(supplier.region),
    staffCount: supplier.staff,
    turnover: pounds(supplier.staff * 78_000),
    balanceSheet: undefined,
  })
  await changeBankDetails(actor, { operationKey: newId(), ...supplier.bank })
}

/** Their own part of the country, and England or Wales beside it for some. */
const placesOf = (region: string) =>
  places.filter((place) => place === region || (place === 'England' && region !== 'Scotland'))

const open = async (call: DemonstrationPitchCall, told: Told) =>
  openPitchCall(await leadOf(told, call.challenge), await slugOf(told.ids, call.challenge), {
    closesAt: on(-call.closesInDays, '12:00'),
    priceLimitPence: call.priceLimit,
    criteria,
    questions: pitchQuestions.map((question) => ({ ...question, guidance: null })),
  })

function writePitch(
  call: DemonstrationPitchCall,
  pitch: DemonstrationPitch,
  { cast, ids }: Told,
): Happening[] {
  const author = cast.holder(pitch.supplier, 'member')
  const what = `${pitch.supplier} pitches to ${call.challenge}`
  const own = async () => {
    const { id } = await startPitch(author, await slugOf(ids, call.challenge))
    return id
  }
  const written = {
    at: on(pitch.startedDaysAgo, '13:00'),
    what,
    tell: async () => {
      const pitchId = await own()
      for (const [place, text] of pitch.answers.entries())
        await saveAnswer(author, { pitchId, position: place + 1 }, { text, intent: 'later' })
      await saveMilestones(author, pitchId, {
        wants: 'later',
        milestones: pitch.milestones.map(({ price, ...milestone }) => ({
          ...milestone,
          pricePence: price,
        })),
      })
    },
  }
  if (pitch.sentDaysAgo === undefined) return [written]
  const sent = {
    at: on(pitch.sentDaysAgo, '17:00'),
    what: `${what}, and sends it`,
    tell: async () => sendPitch(author, await own()),
  }
  return [written, sent]
}
