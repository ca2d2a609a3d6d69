import { clock } from '#app/core/clock.ts'
import { db } from '#app/core/db.server.ts'
import { challengeBooks, councilBooks, funderBooks, potBooks } from '#app/domain/ledger/book.ts'
import { ChallengeParameters } from '#app/domain/open-data/challenge-record.ts'
import { CouncilParameters } from '#app/domain/open-data/council-record.ts'
import { InKindParameters } from '#app/domain/open-data/in-kind-record.ts'
import { MarketDayParameters } from '#app/domain/open-data/market-day-record.ts'
import { writeCursor } from '#app/domain/open-data/page-request.ts'
import { MatchParameters, PledgeParameters } from '#app/domain/open-data/pledge-record.ts'
import { PotParameters } from '#app/domain/open-data/pot-record.ts'
import { PaymentParameters, ProjectParameters } from '#app/domain/open-data/project-record.ts'
import { RuleTerms } from '#app/domain/pots/rule-terms.ts'
import type { Calls, Samples } from './samples.ts'

const search = (text: string) => new URLSearchParams(text)
const year = { fromOn: '2025-04-01', toOn: '2026-03-31' } as const
const yearText = 'from=2025-04-01&to=2026-03-31'

/** The latest pledge, as its gates are asked about it. */
const gated = (s: Samples) => ({
  id: s.pledgeId,
  councilId: s.pledgeCouncilId,
  amountPence: s.pledgePence,
  standingPence: 0n,
  fundingType: 'revenue' as const,
  conditions: {},
  madeById: s.pledger.personId,
  agreementAcceptedAt: s.yearAgo,
  round: { closesAt: clock.now() },
})
const changing = (s: Samples, toPence: bigint) => ({
  pledgeId: s.pledgeId,
  roundId: s.pledgeRoundId,
  fromPence: s.pledgePence,
  toPence,
})

/** What is read about money, and what other programmes and files read. */
export const moneyReads: Record<string, Calls> = {
  'delivery/getMilestoneToClaim': (s) => [[s.claimer, s.openMilestoneId]],
  'delivery/getCollectionToReceive': (s) => [[s.receiver, s.collectionId]],
  'delivery/getCollections': (s) => [[s.approver], [s.receiver]],
  'delivery/listCollectionsToReceive': (s) => [[s.approver], [s.receiver]],
  'delivery/listOwnCollections': (s) => [[s.approver]],
  'delivery/listPotFunders': (s) => [[db, s.builtId]],
  'delivery/getMilestone': (s) => [[s.awardOfficer, s.milestoneId]],
  'delivery/getPaymentFilePage': (s) => [[s.payer, s.fileId]],
  'delivery/getPaymentsPage': (s) => [[s.payer]],
  'delivery/listPaymentsDue': (s) => [[s.payer]],
  'delivery/getPublicProject': (s) => [[`PR-${String(s.projectNumber).padStart(4, '0')}`]],
  'delivery/listPublicProjects': (s) => [[], [{ before: Math.ceil(s.projectNumber / 2) }]],
  'delivery/getSplit': (s) => [
    [
      {
        id: s.milestoneId,
        pricePence: 1_000_000n,
        project: { challengeId: s.builtId, leadCouncilName: 'X' },
      },
    ],
  ],
  'delivery/listPaidParts': (s) => [[s.builtId]],
  'delivery/readFunding': (s) => [[s.builtId]],
  'delivery/getGiveBack': (s) => [
    [undefined, `PR-${String(s.projectNumber).padStart(4, '0')}`],
    [s.manager, `PR-${String(s.projectNumber).padStart(4, '0')}`],
  ],
  'delivery/getRefund': () => [],
  'delivery/listGiveBacksToDo': (s) => [[s.receiver], [s.approver], [s.manager], [s.payer]],
  'delivery/findProjectOf': (s) => [[s.builtId]],
  'delivery/getProjectToStart': (s) => [[s.awardedOfficer, s.awardedSlug]],
  'delivery/listProjectsToStart': (s) => [[s.awardedOfficer]],
  'delivery/listClaimsToAccept': (s) => [[s.officer], [s.busyOfficer]],
  'delivery/listMilestonesToClaim': (s) => [[s.claimer], [s.supplier]],
  'delivery/listPaymentsToApprove': (s) => [[s.manager], [s.payer]],
  'evaluation/findAward': (s) => [[s.builtId]],
  'evaluation/getFeedback': (s) => [[s.winner, s.pitchId]],
  'evaluation/isDecided': (s) => [[s.builtId]],
  'evaluation/listOwnPitches': (s) => [[s.supplier]],
  'evaluation/getCallOf': (s) => [[s.pitchId]],
  'evaluation/getPanel': (s) => [[s.pitchCallId]],
  'evaluation/getPitchCallId': (s) => [[s.builtId]],
  'evaluation/listPossibleAssessors': (s) => [[s.builtId, s.pitchCallId]],
  'evaluation/getAwardPage': (s) => [
    [s.awardOfficer, s.builtSlug],
    [undefined, s.builtSlug],
  ],
  'evaluation/getDeclaration': () => [],
  'evaluation/getEvaluation': (s) => [[s.awardOfficer, s.builtSlug]],
  'evaluation/getModeration': (s) => [[s.awardOfficer, s.builtSlug]],
  'evaluation/getPitchToModerate': (s) => [[s.awardOfficer, s.pitchId]],
  'evaluation/getPitchToScore': (s) => [[s.awardOfficer, s.pitchId]],
  'evaluation/getResult': (s) => [[s.awardOfficer, s.builtSlug]],
  'evaluation/listAgreedScores': (s) => [[s.pitchId]],
  'evaluation/listEntries': (s) => [[db, { pitchCallId: s.pitchCallId, panel: { pitches: [] } }]],
  'evaluation/listEvaluationTasks': (s) => [[s.awardOfficer], [s.supplier]],
  'ledger/getPledged': () => [[]],
  'ledger/listAccruals': (s) => [
    [{ councilId: s.councilId }, '2026-03-31'],
    [{ potId: s.potId }, '2026-03-31'],
    [{ potId: s.potId }, s.today],
  ],
  'ledger/listCouncilTransfers': (s) => [
    [s.councilId, { period: year, limit: 500 }],
    [s.councilId, { period: {}, after: s.deepPlace, limit: 500 }],
  ],
  'ledger/findRoot': () => [[]],
  'ledger/findSealByHash': () => [['0'.repeat(64)]],
  'ledger/findSealOf': (s) => [[s.deepJournalId]],
  'ledger/listSeals': () => [[], [{ before: 40 }]],
  'ledger/balanceOf': (s) => [
    [{ ...potBooks.available, potId: s.potId }],
    [{ ...potBooks.paid, potId: s.potId }, s.yearAgo],
    [{ ...councilBooks.pledged, councilId: s.councilId }, s.yearAgo],
  ],
  'ledger/readStatement': (s) => [
    [{ ...potBooks.available, potId: s.potId }],
    [{ ...potBooks.available, potId: s.potId }, { after: s.deepPlace }],
    [{ ...potBooks.available, potId: s.potId }, { period: year }],
    [{ ...potBooks.paid, potId: s.potId }, { after: s.deepPlace }],
    [{ ...potBooks.committed, potId: s.potId }, { period: year }],
    [{ ...councilBooks.pledged, councilId: s.councilId }, { period: year }],
    [{ ...councilBooks.signed, councilId: s.councilId }, { period: year }],
    [{ ...councilBooks.paid, councilId: s.councilId }, { after: s.deepPlace }],
    [{ ...funderBooks.given, funderId: s.funderId }],
    [{ ...funderBooks.paid, funderId: s.funderId }, { period: year }],
    [{ ...challengeBooks.pledged, challengeId: s.challengeId }, { after: s.deepPlace }],
    [{ ...challengeBooks.pledged, challengeId: s.builtId }],
  ],
  'open-data/getChallenge': (s) => [[`SO-${s.number}`], [`SO-${s.builtNumber}`]],
  'open-data/listChallenges': (s) => [
    [ChallengeParameters.parse({})],
    [ChallengeParameters.parse({ cursor: writeCursor('challenges', [s.number]) })],
    [ChallengeParameters.parse({ council: s.councilSlug })],
    [ChallengeParameters.parse({ stage: 'pooling' })],
    [ChallengeParameters.parse({ since: s.yearAgoDay })],
  ],
  'open-data/getCouncilRecord': (s) => [[s.councilSlug]],
  'open-data/listCouncils': () => [
    [CouncilParameters.parse({})],
    [CouncilParameters.parse({ nation: 'Wales' })],
  ],
  'open-data/allocationsCsv': (s) => [[s.potId]],
  'open-data/sharesCsv': (s) => [[{ challengeId: s.challengeId, question: { of: 'target' } }]],
  'open-data/potMatchesCsv': (s) => [[s.potId]],
  'open-data/fundingsCsv': (s) => [[s.potId]],
  'open-data/rulesCsv': (s) => [[s.potId]],
  'open-data/registerCsv': (s) => [[s.potId]],
  'open-data/sharingCsv': (s) => [[s.sharedPotId]],
  'open-data/pledgesCsv': (s) => [[], [{ challenge: `SO-${s.number}` }]],
  'open-data/streamCsv': () => [
    ['challenges'],
    ['pledges'],
    ['in-kind-pledges'],
    ['matches'],
    ['payments'],
  ],
  'open-data/journalCsv': (s) => [[s.administrator, year]],
  'open-data/statementCsv': () => [],
  'open-data/getMarketDayRecord': (s) => [[s.daySlug]],
  'open-data/listMarketDayRecords': () => [[MarketDayParameters.parse({})]],
  'open-data/listPayments': (s) => [
    [PaymentParameters.parse({})],
    [PaymentParameters.parse({ cursor: writeCursor('payments', [Math.floor(s.lastPayment / 2)]) })],
    [PaymentParameters.parse({ challenge: `SO-${s.builtNumber}` })],
    [PaymentParameters.parse({ since: s.yearAgoDay })],
  ],
  'open-data/listInKindPledges': (s) => [
    [InKindParameters.parse({})],
    [InKindParameters.parse({ cursor: writeCursor('in-kind-pledges', [s.inKindNumber - 1]) })],
    [InKindParameters.parse({ challenge: `SO-${s.number}` })],
  ],
  'open-data/listMatches': (s) => [
    [MatchParameters.parse({})],
    [MatchParameters.parse({ cursor: s.deepMatch })],
    [MatchParameters.parse({ pot: s.potSlug })],
    [MatchParameters.parse({ challenge: `SO-${s.number}` })],
    [MatchParameters.parse({ since: s.yearAgoDay })],
  ],
  'open-data/listPledges': (s) => [
    [PledgeParameters.parse({})],
    [PledgeParameters.parse({ cursor: s.deepPledge })],
    [PledgeParameters.parse({ council: s.councilSlug })],
    [PledgeParameters.parse({ challenge: `SO-${s.number}` })],
    [PledgeParameters.parse({ since: s.yearAgoDay })],
  ],
  'open-data/getPotRecord': (s) => [[s.potSlug]],
  'open-data/listPots': () => [[PotParameters.parse({})]],
  'open-data/getProjectRecord': (s) => [[`SO-${s.builtNumber}`]],
  'open-data/listProjects': (s) => [
    [ProjectParameters.parse({})],
    [ProjectParameters.parse({ cursor: writeCursor('projects', [s.projectNumber]) })],
    [ProjectParameters.parse({ council: s.councilSlug })],
    [ProjectParameters.parse({ since: s.yearAgoDay })],
  ],
  'open-data/countPublished': () => [[]],
  'payments/listFunders': (s) => [[s.builtId]],
  'payments/findBankDetails': (s) => [[s.firmAdministrator]],
  'payments/getPaymentFile': (s) => [[s.payer, s.fileId]],
  'payments/getPaymentFileContent': (s) => [[s.payer, s.fileId]],
  'payments/listPaymentFiles': (s) => [[s.payer]],
  'pledges/previewChange': (s) => [
    [s.pledger, changing(s, 100_000n)],
    [s.pledger, changing(s, s.pledgePence + 1_000_000n)],
  ],
  'pledges/listChanges': (s) => [[s.pledgeId]],
  'pledges/listStack': (s) => [[s.pledgeId]],
  'pledges/readGateFacts': (s) => [[gated(s)]],
  'pledges/listGates': (s) => [[gated(s)]],
  'pledges/getSigning': (s) => [[s.pledger, gated(s)]],
  'pledges/getApproval': (s) => [[s.approver, gated(s)]],
  'pledges/readSchemeInUse': (s) => [[s.councilId, s.today]],
  'pledges/listGateFacts': (s) => [[s.pledgeId]],
  'pledges/listPublicInKind': (s) => [[s.challengeId]],
  'pledges/getInKindToChange': (s) => [[s.inKindOfficer, `IK-${s.inKindNumber}`]],
  'pledges/findSetToShare': (s) => [
    [
      {
        ...{ ruleId: s.sharedPotId, ruleVersion: 1, potId: s.sharedPotId, inForceFrom: s.yearAgo },
        ...{ terms: RuleTerms.parse({ quadratic: {} }), closesAt: undefined },
      },
      clock.now(),
    ],
  ],
  'pledges/readExtensionLimits': () => [[]],
  'pledges/listPublicExtensions': (s) => [[s.roundId]],
  'pledges/findRoundToExtend': (s) => [[s.challengeId]],
  'pledges/findVerdict': (s) => [[s.roundId]],
  'pledges/listCouncilsToFollow': (s) => [[s.busyOfficer, s.challengeId]],
  'pledges/getSharing': (s) => [[s.sharedPotId]],
  'pledges/listRulesThatEnded': () => [[clock.now()]],
  'pledges/findSharingOf': (s) => [[s.sharedPotId]],
  'pledges/listUnposted': (s) => [[s.sharedPotId]],
  'pledges/readReplayEvents': () => [[]],
  'pledges/getOwnPledge': (s) => [[s.pledger, s.pledgeId]],
  'pledges/listMatches': (s) => [[s.challengeId], [s.builtId]],
  'pledges/findTypicalPledge': (s) => [[s.roundId]],
  'pledges/listOthersInRegion': (s) => [[s.busyOfficer, s.roundId]],
  'pledges/findRoundToPledgeTo': (s) => [[s.roundId]],
  'pledges/findOwnPledge': (s) => [[s.busyOfficer, s.roundId]],
  'pledges/findPledgeCalled': (s) => [[s.pledger, `PL-${s.pledgeNumber}`]],
  'pledges/findPublicPledge': (s) => [[`PL-${s.pledgeNumber}`]],
  'pledges/getPledge': (s) => [[s.pledger, s.pledgeId]],
  'pledges/getPledgeCalled': (s) => [[s.pledger, `PL-${s.pledgeNumber}`]],
  'pledges/listConditionsToAnswer': (s) => [[s.officer], [s.busyOfficer]],
  'pledges/listOwnPledges': (s) => [[s.busyOfficer]],
  'pledges/listPledgesToSign': (s) => [[s.approver]],
  'pledges/previewMatch': (s) => [
    [s.busyOfficer, s.roundId, { amountPence: 1_000_000n, fundingType: 'revenue' }],
  ],
  'pledges/findFunding': (s) => [[s.challengeId]],
  'pledges/listFunding': (s) => [[[s.challengeId, s.builtId]]],
  'pledges/listPublicPledges': (s) => [[s.challengeId], [s.challengeId, { after: 200 }]],
  'reporting/readCouncilAccruals': (s) => [
    [s.approver, '2026-03-31'],
    [s.approver, s.today],
  ],
  'reporting/readPotAccruals': (s) => [
    [s.potId, '2026-03-31'],
    [s.potId, s.today],
  ],
  'reporting/listJournalLines': (s) => [[s.administrator, { period: year, limit: 500 }]],
  'reporting/getJournal': (s) => [
    [undefined, s.journalId],
    [s.officer, s.deepJournalId],
  ],
  'reporting/nameEntries': () => [],
  'reporting/readChallengeStatement': (s) => [
    [s.challengeId, { reader: undefined, search: search('') }],
  ],
  'reporting/readCouncilStatement': (s) => [
    [s.approver, { search: search(yearText) }],
    [s.approver, { search: search(`book=paid&${yearText}`) }],
  ],
  'reporting/readFunderStatement': (s) => [
    [s.manager, { search: search('') }],
    [s.manager, { search: search(`book=paid&${yearText}`) }],
  ],
  'reporting/readOwnStatement': (s) => [
    [s.approver, { search: search(yearText) }],
    [s.manager, { search: search(yearText) }],
  ],
  'reporting/readPotStatement': (s) => [
    [s.potId, { reader: undefined, search: search('') }],
    [s.potId, { reader: undefined, search: search(`book=paid&${yearText}`) }],
  ],
}
