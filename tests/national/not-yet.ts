type NotYet = {
  /** Why it looks at so much. */
  reason: string
  /** What its plan did in a fiftieth of the country when it was last looked at. */
  measured: string
}

/** Reads that look at more than they should in a whole country. Who mends one takes it out; none is added. */
export const notYet: Record<string, NotYet> = {
  'challenges/listSimilarChallenges': {
    reason: 'weighs the words of a title against every challenge, not only those the index finds',
    measured: 'reads all of challenges',
  },
  'reporting/listOwnProjects': {
    reason: 'tries every project for money of a funder, from the latest on',
    measured: 'reads all of projects',
  },
  'reporting/listPublicChallenges': {
    reason: 'weighs every challenge that a search finds, however many they are',
    measured: 'reads all of challenges',
  },
}
