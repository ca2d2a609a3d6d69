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
  'open-data/allocationsCsv': {
    reason: 'walks the matches of a pot to find its challenges, and adds each of them up',
    measured: 'reads 1862 rows to answer with 19',
  },
  'open-data/fundingsCsv': {
    reason: 'looks for the fundings of a pot among all transfers of the pot',
    measured: 'reads 10303 rows to answer with 6',
  },
  'open-data/potMatchesCsv': {
    reason: 'reads the matches of all pots by their ids to find those of one',
    measured: 'reads all of matches',
  },
  'open-data/countPublished': {
    reason: 'counts the rows of each file when it is asked',
    measured: 'reads all of matches, payment_shares',
  },
  'pots/readPotOutlook': {
    reason: 'adds up the transfers of a pot day by day, and looks among them for its fundings',
    measured: 'reads all of matches; reads 10303 rows to answer with 5',
  },
  'pots/getPot': {
    reason: 'compares four figures with all accounts of the pot',
    measured: 'reads 7624 rows to answer with 1',
  },
  'pots/listAllocations': {
    reason: 'walks the matches of a pot to find its challenges, and adds each of them up',
    measured: 'reads 1862 rows to answer with 19',
  },
  'reporting/listOwnProjects': {
    reason: 'tries every project for money of a funder, from the latest on',
    measured: 'reads all of projects',
  },
  'reporting/listPublicChallenges': {
    reason: 'weighs every challenge that a search finds, however many they are',
    measured: 'reads all of challenges',
  },
  'reporting/listSharedNear': {
    reason: 'reads the latest twenty signatures of each council of a region',
    measured: 'reads 2002 rows to answer with 3',
  },
}
