import { db } from '#app/core/db.server.ts'
import { newId } from '#app/core/id.ts'
import { answerQuestion } from '#app/domain/challenges/answer-question.server.ts'
import { askQuestion } from '#app/domain/challenges/ask-question.server.ts'
import { StepInput } from '#app/domain/challenges/draft.ts'
import type { Actor } from '#app/domain/organisations/actor.ts'
import { postUpdate } from '#app/domain/challenges/post-update.server.ts'
import { publishChallenge } from '#app/domain/challenges/publish-challenge.server.ts'
import { saveDraftStep } from '#app/domain/challenges/save-draft-step.server.ts'
import { startDraft } from '#app/domain/challenges/start-draft.server.ts'
import { invariant } from '#app/core/refusal.ts'
import { challenges } from '../demonstration/challenges.ts'
import { coSignatures } from '../demonstration/co-signatures.ts'
import type { DemonstrationChallenge, DemonstrationQuestion } from '../demonstration/types.ts'
import type { Cast } from './cast.ts'
import { on, type Happening } from './timeline.ts'

/** Each challenge's id, by the slug of the content; the published slug may differ. */
export type ChallengeIds = Map<string, string>

export const nameIds = (): ChallengeIds => new Map(challenges.map(({ slug }) => [slug, newId()]))

export function idOf(ids: ChallengeIds, slug: string) {
  const id = ids.get(slug)
  invariant(id, `${slug} is a challenge of the demonstration`)
  return id
}

/** Challenges are written and published, co-signed, asked about and kept up to date. */
export const challengeHappenings = (cast: Cast, ids: ChallengeIds): Happening[] =>
  challenges.flatMap((challenge) => {
    const id = idOf(ids, challenge.slug)
    const officer = cast.holder(challenge.leadCouncil, 'officer')
    return [
      {
        at: on(challenge.postedDaysAgo, '11:00'),
        what: `${challenge.slug} is posted`,
        tell: () => post(challenge, id, cast),
      },
      ...(challenge.questions ?? []).flatMap((question) => ask(question, id, { cast, officer })),
      ...(challenge.updates ?? []).map(({ title, body, daysAgo }) => ({
        at: on(daysAgo, '15:00'),
        what: `an update on ${challenge.slug}`,
        tell: () => postUpdate(officer, id, { operationKey: newId(), title, body }),
      })),
    ]
  })

async function post(challenge: DemonstrationChallenge, id: string, cast: Cast) {
  const officer = cast.holder(challenge.leadCouncil, 'officer')
  const { title, shortTitle } = challenge
  await startDraft(officer, { operationKey: id, title, shortTitle })
  for (const answers of await answersOf(challenge)) {
    const seenAt = await seen(id)
    await saveDraftStep(officer, id, StepInput.parse({ ...answers, seenAt }))
  }
  if (challenge.stage === 'draft') return
  await publishChallenge(officer, id, await seen(id))
  await coSign(challenge, id, cast)
}

const seen = async (id: string) =>
  (await db.challenge.findUniqueOrThrow({ where: { id } })).changedAt

const poundsText = (pence: bigint | undefined) => (pence === undefined ? '' : String(pence / 100n))

/** The questions of the form, answered as the page would send them. */
async function answersOf(challenge: DemonstrationChallenge) {
  const service = challenge.serviceId
    ? await db.service.findUnique({ where: { id: challenge.serviceId } })
    : null
  const own = coSignatures(challenge).find(({ council }) => council === challenge.leadCouncil)
  return [
    {
      step: 'problem',
      summary: challenge.summary,
      problem: challenge.problem,
      quote: challenge.quote?.text,
      quoteBy: challenge.quote?.by,
    },
    {
      step: 'service',
      serviceFunctionId: challenge.functionId,
      serviceName: service?.name,
      theme: challenge.theme,
    },
    {
      step: 'cost',
      costToday: challenge.costToday,
      leadVolumePerYear: own ? String(own.casesPerYear) : '',
      leadYearlyCostPence: poundsText(own?.yearlyCost),
      typicalCostPence: poundsText(challenge.typicalCost),
    },
    { step: 'outcome', outcome: challenge.outcome.join('\n') },
    {
      step: 'adoption',
      adoptionRoute: challenge.adoptionRoute,
      runningCostYearlyPence: poundsText(challenge.runningCostYearly),
    },
    { step: 'standards', standards: challenge.standards, dataNotes: challenge.dataNotes },
  ]
}

async function coSign(challenge: DemonstrationChallenge, id: string, cast: Cast) {
  const signed = coSignatures(challenge).filter(({ council }) => council !== challenge.leadCouncil)
  await db.coSignature.createMany({
    data: signed.map(({ council, casesPerYear, yearlyCost, signedDaysAgo }) => {
      const officer = cast.holder(council, 'officer')
      return {
        id: newId(),
        challengeId: id,
        councilId: officer.organisationId,
        volumePerYear: casesPerYear,
        yearlyCostPence: yearlyCost,
        signedById: officer.personId,
        signedAt: on(signedDaysAgo, '14:00'),
      }
    }),
  })
}

function ask(
  { text, askedBy, daysAgo, answer }: DemonstrationQuestion,
  challengeId: string,
  { cast, officer }: { cast: Cast; officer: Actor },
): Happening[] {
  const operationKey = newId()
  const asked = {
    at: on(daysAgo, '12:00'),
    what: `a question by ${askedBy}`,
    tell: () => askQuestion(cast.named(askedBy), challengeId, { text, operationKey }),
  }
  if (!answer) return [asked]
  return [
    asked,
    {
      at: on(answer.daysAgo, '16:00'),
      what: `an answer to ${askedBy}`,
      tell: () => answerQuestion(officer, operationKey, { text: answer.text }),
    },
  ]
}
