import { builtChallenges } from './built.ts'
import { fundedChallenges } from './funded.ts'
import { gatheringChallenges } from './gathering.ts'
import { familyPooling } from './pooling-families.ts'
import { morePooling } from './pooling-more.ts'
import { rightsPooling } from './pooling-rights.ts'
import type { DemonstrationChallenge } from './types.ts'

/** Oldest first, as they would have been posted. */
export const challenges: DemonstrationChallenge[] = [
  ...builtChallenges,
  ...fundedChallenges,
  ...familyPooling,
  ...rightsPooling,
  ...morePooling,
  ...gatheringChallenges,
].sort((a, b) => b.postedDaysAgo - a.postedDaysAgo)
