import { invariant } from '#app/core/refusal.ts'
import type { Pence } from '#app/core/money.ts'
import { challenges } from '../demonstration/challenges.ts'
import { pitchCalls, type DemonstrationPitchCall } from '../demonstration/pitches.ts'
import { projects, type DemonstrationProject } from '../demonstration/projects.ts'

/** A call for pitches as the story tells it: of the content, or worked back from a project. */
export const allCalls = (): DemonstrationPitchCall[] => [...pitchCalls, ...projects.map(callBehind)]

/** "Milestone 2: ten councils" is "Ten councils" where the number stands beside it. */
function plainTitle(title: string) {
  const plain = title.replace(/^Milestone \d+: /, '')
  return plain.charAt(0).toUpperCase() + plain.slice(1)
}

/** How a project came to be: one pitch, scored by the lead and the first other council that pledged. */
function callBehind(project: DemonstrationProject): DemonstrationPitchCall {
  const challenge = challenges.find(({ slug }) => slug === project.challenge)
  const other = challenge?.pledges?.find(({ council }) => council !== challenge.leadCouncil)
  invariant(challenge && other, `${project.challenge} was paid for by several councils`)
  const priceLimit = project.milestones.reduce<Pence>((sum, { price }) => sum + price, 0n)
  return {
    challenge: project.challenge,
    openedDaysAgo: project.awardedDaysAgo + 55,
    closesInDays: -(project.awardedDaysAgo + 20),
    priceLimit,
    assessors: [challenge.leadCouncil, other.council],
    pitches: [
      {
        supplier: project.supplier,
        startedDaysAgo: project.awardedDaysAgo + 45,
        sentDaysAgo: project.awardedDaysAgo + 24,
        answers: [
          `We have run it with residents and officers before. ${project.reason}`,
          challenge.standards + ' A council leaves with all its data and the open code.',
          'The running cost is fixed for four years, whatever the use.',
        ],
        milestones: project.milestones.map(({ title, acceptanceTest, price, dueInDays }) => ({
          title: plainTitle(title),
          acceptanceTest,
          price,
          weeksFromStart: Math.max(1, Math.round((project.startedDaysAgo + dueInDays) / 7)),
        })),
        scores: {
          byAssessor: [
            [9, 8, 8, 7],
            [8, 8, 9, 7],
          ],
          agreed: [9, 8, 8, 7],
          reason: project.reason,
        },
      },
    ],
    award: {
      supplier: project.supplier,
      reason: project.reason,
      daysAgo: project.awardedDaysAgo,
      confirmedDaysAgo: project.startedDaysAgo + 1,
    },
  }
}
