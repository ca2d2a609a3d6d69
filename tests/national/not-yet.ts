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
  'delivery/getPaymentsPage': {
    reason:
      'looks for accepted claims without a payment among all claims: none is marked as waiting',
    measured: 'reads all of acceptances, milestones, payments, claims',
  },
  'delivery/listPublicProjects': {
    reason: 'has numbered pages: it counts all projects and reads past those before the page',
    measured: 'reads all of projects',
  },
  'evaluation/listEvaluationTasks': {
    reason: 'asks for a lead council or an assessor in one condition, so it begins at neither',
    measured: 'reads all of pitch_calls, awards',
  },
  'market-days/getMarketDay': {
    reason: 'counts the registrations of all market days to tell those of one',
    measured: 'reads all of registrations',
  },
  'market-days/getMarketDayToRun': {
    reason: 'counts the registrations of all market days to tell those of one',
    measured: 'reads all of registrations',
  },
  'notifications/listOutbox': {
    reason:
      'of a demonstration, whose outbox is short: it has numbered pages and counts all emails',
    measured: 'reads all of outbox_emails',
  },
  'open-data/allocationsCsv': {
    reason: 'walks the matches of a pot to find its challenges, and adds each of them up',
    measured: 'reads 1862 rows to answer with 19',
  },
  'open-data/journalCsv': {
    reason: 'looks for the budget codes of a council among all pledges of the challenges of a page',
    measured: 'reads 1715 rows to answer with 11',
  },
  'open-data/getMarketDayRecord': {
    reason: 'counts the bookings of all market days to tell those of one',
    measured: 'reads all of bookings',
  },
  'open-data/listMarketDayRecords': {
    reason: 'counts the bookings of all market days to tell those of a page',
    measured: 'reads all of bookings',
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
  'pledges/listConditionsToAnswer': {
    reason: 'reads every pledge of the challenges a council leads to find those with a condition',
    measured: 'reads 1561 rows to answer with 6',
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
  'reporting/getChallengePage': {
    reason: 'adds up all matches and co-signatures of the challenge when it is asked',
    measured: 'reads 2393 rows to answer with 1',
  },
  'reporting/getHomePage': {
    reason: 'shows four challenges of the list that counts every filter',
    measured: 'reads all of challenges',
  },
  'reporting/listInvolvement': {
    reason: 'works out the part of a council in every challenge it ever took part in',
    measured: 'reads 6495 rows to answer with 26',
  },
  'reporting/listOwnProjects': {
    reason: 'tries every project for money of a funder, from the latest on',
    measured: 'reads all of projects',
  },
  'reporting/listPublicChallenges': {
    reason: 'counts every filter over all challenges',
    measured: 'reads all of challenges; reads 12247 rows to answer with 5',
  },
  'reporting/listSharedNear': {
    reason: 'reads the latest twenty signatures of each council of a region',
    measured: 'reads 2002 rows to answer with 3',
  },
  'reporting/listTasks': {
    reason: 'asks for the tasks of evaluation, which stand here too',
    measured: 'reads all of pitch_calls, awards',
  },
}
