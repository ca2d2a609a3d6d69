import { db } from '#app/core/db.server.ts'
import type { Calls } from './samples.ts'

/** What is read about pots, their funders, rules and registers. */
export const potReads: Record<string, Calls> = {
  'pots/readPotOutlook': (s) => [[s.potId, 1_000_000n]],
  'pots/listBonusPots': (s) => [[s.challengeId]],
  'pots/readMatchFacts': (s) => [
    [
      [
        {
          pledgeId: s.pledgeId,
          councilId: s.pledgeCouncilId,
          challengeId: s.challengeId,
          amountPence: 1n,
          fundingType: 'revenue',
          at: s.yearAgo,
        },
      ],
    ],
  ],
  'pots/getInvitation': (s) => [[s.manager, { potId: s.potId, id: s.invitationId }]],
  'pots/getPot': (s) => [[s.potSlug]],
  'pots/getPotToFund': (s) => [[db, s.potId]],
  'pots/hasPotAt': (s) => [[s.potSlug]],
  'pots/hasJoined': (s) => [[s.manager, s.potId]],
  'pots/listFundersToInvite': (s) => [[s.manager, { id: s.potId, funderId: s.funderId }]],
  'pots/listInvitations': (s) => [[s.manager, { id: s.potId, funderId: s.funderId }]],
  'pots/listInvitationsToAnswer': (s) => [[s.manager]],
  'pots/listStakes': (s) => [[[s.potId, s.sharedPotId]]],
  'pots/readStakes': (s) => [[s.potId]],
  'pots/listAllocationChoices': (s) => [[s.potId]],
  'pots/listAllocations': (s) => [
    [s.potId],
    [s.potId, { after: s.deepAllocation }],
    [s.potId, { only: { council: s.councilId, version: 2 } }],
    [s.potId, { only: { on: s.yearAgoDay } }],
  ],
  'pots/listAreas': (s) => [[s.potId]],
  'pots/getAreaHistory': (s) => [[s.potId, s.registeredSlug]],
  'pots/getAreaProposal': () => [],
  'pots/getAreaEvidence': () => [],
  'pots/listAreaProposals': (s) => [[s.manager, s.potId]],
  'pots/listPastAreaProposals': (s) => [[s.manager, s.potId]],
  'pots/listAreasToApprove': (s) => [[s.manager]],
  'pots/listPots': () => [[]],
  'pots/readRooms': () => [[[]]],
  'pots/getRuleBook': (s) => [[s.pledgeId]],
  'pots/readRuleNames': (s) => [
    [[{ who: { areaIds: [s.councilId] }, what: { serviceFunctionIds: [s.serviceFunctionId] } }]],
  ],
  'pots/getRule': (s) => [[s.potId]],
  'pots/getRuleProposal': () => [],
  'pots/listPastProposals': (s) => [[s.manager, s.potId]],
  'pots/listRuleProposals': (s) => [[s.manager, s.potId]],
  'pots/listRuleVersions': (s) => [[s.potId]],
  'pots/listRulesToPublish': (s) => [[s.manager]],
  'pots/getProposedPot': () => [],
  'pots/listProposedPots': (s) => [[s.manager]],
  'pots/listPastPotProposals': (s) => [[s.manager]],
  'pots/listPotsToAgree': (s) => [[s.manager]],
}
