import { db } from '#app/core/db.server.ts'
import { readRequestFilters } from '#app/domain/joining/join-request.ts'
import { readFunderFilters } from '#app/domain/organisations/funder-filters.ts'
import { readVerificationFilters } from '#app/domain/joining/verification.ts'
import type { Calls, Samples } from './samples.ts'

const requests = (text: string) => readRequestFilters(new URLSearchParams(text))
const secret = 'n'.repeat(43)

const returning = ({ approver }: Samples) => ({
  personId: approver.personId,
  roles: approver.roles,
  organisationIds: [approver.organisationId],
  hasAdministrator: true,
})

const succession = (s: Samples) => ({
  ...{ id: s.pledgeId, kind: 'supplier', isSplit: false, successorId: s.leadId, successorName: '' },
  predecessors: [{ id: s.supplier.organisationId }],
  others: [],
})

/** What pages about signing in and coming in read: each line of arguments is one call. */
export const signInReads: Record<string, Calls> = {
  'auth/findPeopleToTry': () => [[]],
  'auth/findSignedIn': () => [[secret]],
  'auth/findSession': () => [[secret]],
  'auth/findOwnFactor': () => [[secret]],
  'auth/findNewKey': () => [[secret]],
  'auth/findSetUp': (s) => [[db, secret, s.officer.personId]],
  'auth/countRecoveryCodes': (s) => [[db, s.officer.personId]],
  'auth/findFactorOf': (s) => [[s.officer.personId]],
  'auth/listOwnSessions': () => [[secret]],
  'auth/findStoredSession': () => [[db, 'nobody']],
  'auth/findAsked': () => [[secret]],
  'auth/findWaitingIdentity': () => [[secret]],
  'auth/listOwnIdentities': () => [[secret]],
  'auth/countOwnSessionsAtMost': () => [[secret]],
  'auth/hasFactor': (s) => [[db, s.officer.personId]],
  'auth/listCredentials': (s) => [[db, s.officer.personId]],
  'auth/findChallenge': (s) => [
    [db, { token: secret, personId: s.officer.personId, purpose: 'proof', of: '' }],
  ],
  'auth/findNewPasskey': () => [[secret]],
  'auth/readReturning': (s) => [[db, s.officer.personId]],
  'auth/listAsked': (s) => [[db, returning(s)]],
  'auth/findOwnWayBack': (s) => [[s.officer.personId]],
  'auth/findHalfWayBack': () => [[secret]],
  'auth/listWaysBack': (s) => [[s.administrator], [s.operator]],
  'organisations/findAnsweringOrganisation': (s) => [[s.councilId]],
  'organisations/findSuccession': (s) => [[s.councilId]],
  'organisations/listTakenOver': (s) => [[s.councilId]],
  'organisations/listAnsweredFor': (s) => [[s.councilId]],
  'successions/listSuccessions': (s) => [
    [s.operator, { kind: undefined, state: undefined, page: 1 }],
    [s.operator, { kind: 'supplier', state: 'confirmed', page: 1 }],
  ],
  'successions/listAssigned': (s) => [[db, s.pledgeId]],
  'successions/readSuccession': (s) => [[s.pledgeId]],
  'successions/isOfThese': (s) => [
    [db, s.operator, { successorId: null, predecessors: [{ id: s.councilId }], others: [] }],
  ],
  'successions/listBlocks': (s) => [[succession(s)]],
  'successions/listRunningProjects': (s) => [[s.operator, succession(s)]],
  'successions/readRunningProjects': (s) => [[succession(s), db]],
  'successions/listFirmBlocks': (s) => [[succession(s), db]],
  'successions/listPastNovations': (s) => [[s.pledgeId]],
  'successions/findWaitingNovation': (s) => [[s.pledgeId, s.councilId]],
  'successions/findHandingOver': (s) => [
    [s.operator, { id: s.pledgeId, supplierId: s.councilId, leadCouncilId: s.leadId }],
  ],
  'successions/listMoves': (s) => [[s.operator, s.pledgeId]],
  'successions/listAreaParts': (s) => [[s.operator, [s.councilId, s.leadId]]],
  'successions/listParts': (s) => [[s.operator, [s.councilId, s.leadId]]],
  'successions/readBalances': (s) => [[[s.councilId, s.leadId]]],
  'successions/listHandedOver': (s) => [[s.officer], [s.manager]],
  'successions/listStakesThen': (s) => [
    [{ ...succession(s), kind: 'funder' }],
    [{ ...succession(s), kind: 'funder', state: 'happened' }],
  ],
  'joining/listCouncilsAt': () => [['somebody@leeds.gov.uk']],
  'joining/listJoinRequests': (s) => [
    [s.administrator],
    [s.operator],
    [s.operator, requests('page=2')],
    [s.administrator, requests('state=accepted&q=priya')],
    [s.operator, requests('state=declined')],
  ],
  'joining/listInvitations': (s) => [[s.administrator], [s.administrator, 2]],
  'joining/listFirstInvitations': (s) => [[s.operator]],
  'joining/listVerifications': (s) => [
    [s.operator, readVerificationFilters(new URLSearchParams())],
    [s.operator, readVerificationFilters(new URLSearchParams('state=verified&cause=registered'))],
    [s.operator, readVerificationFilters(new URLSearchParams('finding=closed'))],
    [s.operator, readVerificationFilters(new URLSearchParams('finding=no-answer'))],
    [
      s.operator,
      readVerificationFilters(new URLSearchParams(`state=verified&after=${s.midVerification}`)),
    ],
  ],
  'joining/listAnswers': (s) => [[s.firmAdministrator.organisationId, '00000001']],
  'joining/findFailure': (s) => [[s.firmAdministrator.organisationId, '00000001']],
  'joining/countWaiting': () => [[]],
  'auth/countWaysBackForOperators': () => [[]],
  'directory/countOpenReports': () => [[]],
  'organisations/listCombinedAuthorities': () => [[]],
  'pots/listPublicFunders': () => [
    [readFunderFilters(new URLSearchParams())],
    [readFunderFilters(new URLSearchParams('kind=charity&page=2'))],
  ],
  'pots/findFunderFacts': (s) => [[s.manager.organisationId]],
  'pots/listStakesOf': (s) => [[[s.manager.organisationId]]],
  'joining/findLongestWaiting': (s) => [[s.operator]],
  'joining/findOwnVerification': (s) => [[s.firmAdministrator]],
  'joining/getVerification': (s) => [[s.operator, s.verificationId]],
  'organisations/hasTwoAdministrators': (s) => [[s.councilId]],
  'organisations/listAccounts': (s) => [[db, s.officer.personId]],
  'organisations/listSameHumans': (s) => [[s.operator], [s.operator, 2]],
  'organisations/getSameHuman': (s) => [[s.operator, '00000000-0000-4000-8000-000000000001']],
  'payments/hasBankDetailsChange': (s) => [[s.supplier]],
  'payments/listBankDetailsChanges': (s) => [[s.firmAdministrator], [s.operator]],
}
