/** Reads that look at more than they should in a whole country, with the reason. None is added. */
export const notYet: Record<string, string> = {
  'reporting/listPublicChallenges': 'the list counts every filter over all challenges',
  'reporting/getListedChallenge': 'one challenge of that list',
  'reporting/getHomePage': 'shows four challenges of that list',
  'reporting/getChallengePage': 'shows one challenge of that list, and all its matches',
  'reporting/readOverview': 'lists a hundred pledges with their rounds',
  'open-data/countPublished': 'counts the rows of each file when it is asked',
  'challenges/listSimilarChallenges': 'compares every title that shares a word',
  'notifications/listOutbox': 'of a demonstration, whose outbox is short',
  'pots/getPot': 'compares four figures with all accounts of the pot',
}
