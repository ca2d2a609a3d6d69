import { clock } from '#app/core/clock.ts'
import { pool } from '#app/core/db.server.ts'
import { DAY_MS, londonDay } from '#app/core/time.ts'
import { writeCursor } from '#app/domain/open-data/page-request.ts'
import type { Actor } from '#app/domain/organisations/actor.ts'

/** One of each thing to read about: the ones with most to read, so that nothing is quick by being empty. */
export async function findSamples() {
  const [row] = (await pool.query<Row>(samples)).rows
  if (!row) throw new Error('There is nothing to read in this database.')
  const people = (await pool.query<Actor>(actors)).rows
  const actor = (role: Actor['roles'][number], organisationId?: string | null, at = 0) => {
    const found = people.filter(
      (one) =>
        one.roles.includes(role) && (!organisationId || one.organisationId === organisationId),
    )[at]
    if (!found) throw new Error(`Nobody here is ${role}.`)
    return found
  }
  const now = clock.now()
  return {
    ...row,
    deepPlace: { journalId: row.deepJournalId, line: 1 },
    deepPledge: writeCursor('pledges', [row.deepPledgeAt.toISOString(), row.deepPledgeNumber]),
    deepMatch: writeCursor('matches', [row.deepMatchAt.toISOString(), row.deepMatchId]),
    deepAllocation: `${row.deepMatchAt.getTime()}~${row.challengeId}`,
    today: londonDay(now),
    yearAgo: new Date(now.getTime() - 365 * DAY_MS),
    yearAgoDay: londonDay(new Date(now.getTime() - 365 * DAY_MS)),
    officer: actor('officer', row.leadId),
    inKindOfficer: actor('officer', row.inKindCouncilId),
    draftOfficer: actor('officer', row.draftLeadId),
    questionOfficer: actor('officer', row.questionLeadId),
    fundedOfficer: actor('officer', row.fundedLeadId),
    awardedOfficer: actor('officer', row.awardedLeadId),
    awardOfficer: actor('officer', row.awardLeadId),
    pledger: actor('officer', row.pledgeCouncilId),
    busyOfficer: actor('officer', row.councilId),
    approver: actor('finance-approver', row.councilId),
    administrator: actor('administrator', row.councilId),
    receiver: actor('finance-approver', row.receivingLeadId),
    supplier: actor('member', row.supplierId),
    booker: actor('member', row.bookerId),
    winner: actor('member', row.winnerId),
    claimer: actor('member', row.openSupplierId),
    firmAdministrator: actor('administrator', row.supplierId),
    manager: actor('fund-manager', row.funderId),
    payer: actor('payment-approver'),
    operator: actor('operator'),
  }
}
export type Samples = Awaited<ReturnType<typeof findSamples>>

/** The arguments a read is called with on the generated data: each list is one call. */
export type Calls = (samples: Samples) => unknown[][]

type Text =
  | 'challengeId'
  | 'slug'
  | 'leadId'
  | 'roundId'
  | 'councilId'
  | 'councilSlug'
  | 'potId'
  | 'potSlug'
  | 'funderId'
  | 'supplierId'
  | 'builtId'
  | 'builtSlug'
  | 'awardLeadId'
  | 'winnerId'
  | 'pitchId'
  | 'pitchCallId'
  | 'milestoneId'
  | 'openMilestoneId'
  | 'openSupplierId'
  | 'collectionId'
  | 'receivingLeadId'
  | 'fileId'
  | 'draftId'
  | 'draftLeadId'
  | 'questionId'
  | 'questionLeadId'
  | 'dayId'
  | 'daySlug'
  | 'slotId'
  | 'bookingId'
  | 'bookerId'
  | 'pledgeId'
  | 'pledgeCouncilId'
  | 'pledgeRoundId'
  | 'inKindCouncilId'
  | 'sharedPotId'
  | 'invitationId'
  | 'mailId'
  | 'listingId'
  | 'messageId'
  | 'reportId'
  | 'stopId'
  | 'legalHoldId'
  | 'credentialId'
  | 'fundedSlug'
  | 'fundedLeadId'
  | 'awardedSlug'
  | 'awardedLeadId'
  | 'registeredSlug'
  | 'verificationId'
  | 'midVerification'
  | 'deepProjectId'
type Row = Record<Text, string> & {
  number: number
  builtNumber: number
  projectNumber: number
  pledgeNumber: number
  pledgePence: bigint
  inKindNumber: number
  lastPayment: number
  serviceFunctionId: number
  areaId: number
  journalId: bigint
  deepJournalId: bigint
  deepPledgeAt: Date
  deepPledgeNumber: number
  deepMatchAt: Date
  deepMatchId: string
}

/** The busiest of each kind; a middle one where an old page of a long list is wanted. */
const samples = `
  with hot as materialized (select challenge_id as id from pledges group by 1 order by count(*) desc, 1 limit 1),
    built as materialized (select challenge_id as id from payment_shares join payments on payments.id = payment_id
      group by 1 order by count(*) desc, 1 limit 1),
    busy as materialized (select council_id as id from pledges group by 1 order by count(*) desc, 1 limit 1),
    rich as materialized (select pot_id as id from matches group by 1 order by count(*) desc, 1 limit 1),
    firm as materialized (select supplier_id as id from projects group by 1 order by count(*) desc, 1 limit 1),
    latest as materialized (select id, number, council_id, round_id, amount_pence from pledges where state = 'committed' order by number desc limit 1),
    unclaimed as materialized (select milestones.id, supplier_id from milestones join projects on projects.id = project_id
      where not exists (select from claims where milestone_id = milestones.id)
        and not exists (select from milestones earlier where earlier.project_id = projects.id and earlier.position < milestones.position
          and not exists (select from payments where milestone_id = earlier.id))
      order by 1 limit 1),
    due as materialized (select id, lead_council_id from collections where not exists (select from receipts where collection_id = collections.id)
      order by 1 limit 1),
    asked as materialized (select questions.id, lead_council_id from questions join challenges on challenges.id = challenge_id
      where not exists (select from answers where answers.id = questions.id) order by 1 limit 1),
    drafted as materialized (select id, lead_council_id from challenges where stage = 'draft' order by 1 limit 1),
    in_kind as materialized (select number, council_id from in_kind_pledges where withdrawn_at is null order by number desc limit 1),
    day as materialized (select id, slug from market_days order by starts_at desc limit 1),
    funded as materialized (select slug, lead_council_id from challenges where stage = 'funded' order by number limit 1),
    awarded as materialized (select slug, lead_council_id from challenges where stage = 'awarded' order by number limit 1),
    deep_pledge as materialized (select committed_at as at, number from pledges where state = 'called' and number >= (select max(number) / 2 from pledges) order by number limit 1),
    deep_match as materialized (select reserved_at as at, id from matches where released_at is null
      and reserved_at >= (select at from deep_pledge) order by 1 limit 1),
    listed as materialized (select id, recipient_id from listing_messages order by id limit 1),
    demo as materialized (select bookings.id, slot_id, supplier_id from bookings where market_day_id = (select id from day) order by 1 limit 1)
  select hot.id as "challengeId", c.slug, c.number, c.lead_council_id as "leadId", c.service_function_id as "serviceFunctionId",
    (select id from rounds where challenge_id = hot.id order by opens_at desc limit 1) as "roundId",
    busy.id as "councilId", council.slug as "councilSlug", rich.id as "potId", pots.slug as "potSlug", pots.funder_id as "funderId",
    firm.id as "supplierId", built.id as "builtId", b.slug as "builtSlug", b.number as "builtNumber",
    b.lead_council_id as "awardLeadId", project.number as "projectNumber", awards.pitch_id as "pitchId", awards.pitch_call_id as "pitchCallId",
    (select id from milestones where project_id = project.id order by position limit 1) as "milestoneId",
    unclaimed.id as "openMilestoneId", unclaimed.supplier_id as "openSupplierId", due.id as "collectionId", due.lead_council_id as "receivingLeadId",
    (select id from payment_files order by reference desc limit 1) as "fileId", drafted.id as "draftId", drafted.lead_council_id as "draftLeadId",
    asked.id as "questionId", asked.lead_council_id as "questionLeadId", day.id as "dayId", day.slug as "daySlug", demo.slot_id as "slotId", demo.id as "bookingId", demo.supplier_id as "bookerId",
    latest.id as "pledgeId", latest.council_id as "pledgeCouncilId", latest.number as "pledgeNumber", latest.round_id as "pledgeRoundId",
    latest.amount_pence as "pledgePence", in_kind.council_id as "inKindCouncilId", in_kind.number as "inKindNumber",
    (select pot_id from pot_rules where terms ? 'quadratic' limit 1) as "sharedPotId",
    (select id from pot_invitations where pot_id = rich.id limit 1) as "invitationId",
    funded.slug as "fundedSlug", funded.lead_council_id as "fundedLeadId", awarded.slug as "awardedSlug", awarded.lead_council_id as "awardedLeadId",
    awards.supplier_id as "winnerId", (select coalesce(parent_id, id) from service_functions where id = c.service_function_id) as "areaId",
    (select id from credentials where supplier_id = firm.id and ended_at is null order by id limit 1) as "credentialId",
    (select id from legal_holds where ended_at is null order by id limit 1) as "legalHoldId",
    (select id from outbox_emails order by created_at desc limit 1) as "mailId",
    listed.recipient_id as "listingId", listed.id as "messageId",
    (select id from listing_messages where reported_at is not null order by id limit 1) as "reportId",
    (select id from sender_stops order by id limit 1) as "stopId",
    (select id from journals where kind = 'round-funded' order by id desc limit 1) as "journalId",
    (select max(id) * 3 / 4 from journals)::bigint as "deepJournalId",
    deep_pledge.at as "deepPledgeAt", deep_pledge.number as "deepPledgeNumber", deep_match.at as "deepMatchAt", deep_match.id as "deepMatchId",
    (select max(number) from payments) as "lastPayment",
    (select id from projects where number >= (select max(number) / 2 from projects) order by number limit 1) as "deepProjectId",
    (select id from verifications where state = 'waiting' order by asked_at, id limit 1) as "verificationId",
    (select floor(extract(epoch from asked_at) * 1000)::bigint || '~' || id from verifications where state = 'verified'
      order by asked_at, id offset 50 limit 1) as "midVerification",
    (select slug from organisations where id = (select combined_authority_id from area_registrations order by id limit 1)) as "registeredSlug"
  from hot join challenges c on c.id = hot.id, built join challenges b on b.id = built.id join projects project on project.challenge_id = b.id
    join awards on awards.challenge_id = b.id,
    busy join organisations council on council.id = busy.id join councils on councils.id = busy.id,
    rich join pots on pots.id = rich.id, firm join organisations supplier on supplier.id = firm.id,
    latest, in_kind, listed, unclaimed, due, asked, drafted, day, demo, funded, awarded, deep_pledge, deep_match`

const actors = `
  select person.id as "personId", person.name as "personName", organisation.id as "organisationId", organisation.name as "organisationName",
    organisation.slug as "organisationSlug", organisation.kind as "organisationKind", array_agg(role) as roles
  from memberships join people person on person.id = person_id join organisations organisation on organisation.id = organisation_id
    join membership_roles on membership_id = memberships.id
  group by person.id, organisation.id order by person.id`
