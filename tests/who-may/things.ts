import type pg from 'pg'
import { missingLike } from '../e2e/support/site-map.ts'
import { firmThings, type Found } from './firm-things.ts'

/** A real address of one route, one where nothing is, and the organisations whose thing it is. */
export type Thing = { address: string; missing: string | undefined; owners: string[] }

const payingFunders = `select array_agg(distinct f.slug) from accounts a
  join pots t on t.id = a.pot_id join organisations f on f.id = t.funder_id
  where a.challenge_id = p.challenge_id and a.kind = 'match-committed'`
const pitches = `from pitches p join pitch_calls pc on pc.id = p.pitch_call_id
  join challenges c on c.id = pc.challenge_id join organisations l on l.id = c.lead_council_id
  join organisations s on s.id = p.supplier_id where p.withdrawn_at is null`
const onPanel = `union all select o.slug from assessors a
  join pitch_calls p on p.id = a.pitch_call_id join organisations o on o.id = a.council_id
  where p.challenge_id = c.id`

/**
 * For each route whose address names something: a statement that finds one, each gap of the address a
 * column of its own, with the organisations whose people are let in.
 */
const things: Found[] = [
  ...firmThings,
  [
    `select h.id as "holdId", array['solve-once'] as owners from legal_holds h where h.ended_at is null`,
    'legal-holds/:holdId',
  ],
  [
    ledBy(`c.slug = 'subject-access-requests'`),
    ...challenge('round/check', 'round/extension', 'round', 'published'),
  ],
  [
    ledBy(`c.slug = 'respite-beds'`),
    ...challenge('description', 'updates/new', 'round/new', 'co-signature', 'following'),
    ...challenge('co-signature/withdrawal', 'in-kind/new'),
  ],
  [
    ledBy(`c.slug = 'childcare-information'`),
    ...challenge('pledge', 'pledge/check', 'pledge/conditions', 'pledge/preview', 'questions/new'),
    ...challenge('councils', 'pledges', 'pledges.csv', 'questions', 'shares', 'shares.csv'),
    ...challenge('statement', 'statement.csv'),
    'challenges/:slug',
  ],
  [ledBy(`c.slug = 'income-management'`, onPanel), ...challenge('evaluation', 'moderation')],
  [ledBy(`c.slug = 'missed-bins-and-the-crews-answer'`), ...challenge('award')],
  [ledBy(`c.slug = 'income-management'`), unpublished('challenges/:slug/award')],
  [ledBy(`c.slug = 'damp-and-mould-reports'`), ...challenge('pitch', 'pitches/new')],
  [ledBy(`c.slug = 'childrens-care-demand'`), ...challenge('project/new')],
  [
    `select c.slug, q.id as "questionId", array[l.slug] as owners from questions q
     join challenges c on c.id = q.challenge_id join organisations l on l.id = c.lead_council_id
     where not exists (select from answers a where a.id = q.id)`,
    'challenges/:slug/questions/:questionId/answer',
  ],
  [
    `select c.id as "draftId", 'title' as step, array[l.slug] as owners from challenges c
     join organisations l on l.id = c.lead_council_id where c.stage = 'draft' and l.slug = 'leeds'`,
    ...['', '/:step', '/deletion', '/similar'].map((end) => `challenges/drafts/:draftId${end}`),
  ],
  [
    `select m.id as "milestoneId", cl.id as "claimId", ce.file_id as "fileId",
       array[l.slug, s.slug] || (${payingFunders}) as owners
     from claims cl join claim_evidence ce on ce.claim_id = cl.id
     join milestones m on m.id = cl.milestone_id join projects p on p.id = m.project_id
     join organisations l on l.id = p.lead_council_id join organisations s on s.id = p.supplier_id
     where l.slug = 'leeds'`,
    ...['milestones/:milestoneId', 'claims/:claimId/evidence/:fileId'],
  ],
  [
    `select m.id as "milestoneId", array[s.slug] as owners from milestones m
     join projects p on p.id = m.project_id join organisations s on s.id = p.supplier_id
     where s.slug = 'tideline-digital' order by m.position desc`,
    'milestones/:milestoneId/claim',
  ],
  [
    `select co.id as "collectionId", array[l.slug] as owners from collections co
     join organisations l on l.id = co.lead_council_id where l.slug = 'leeds'`,
    ...['collections/:collectionId/receipt', 'collections/:collectionId/reversal'],
  ],
  [
    `select p.id as "pitchId", array[l.slug] as owners ${pitches} and c.slug = 'income-management'`,
    ...['declaration', 'moderation', 'scores'].map((end) => `evaluation/:pitchId/${end}`),
  ],
  [
    `select p.id as "pitchId", '1' as position, array[s.slug] as owners ${pitches}
     and c.slug = 'damp-and-mould-reports'`,
    ...['check', 'milestones', 'questions/:position', 'withdrawal'].map(
      (end) => `pitches/:pitchId/${end}`,
    ),
  ],
  [
    `select p.id as "pitchId", array[s.slug] as owners ${pitches}
     and c.slug = 'missed-bins-and-the-crews-answer'`,
    'pitches/:pitchId/feedback',
  ],
  [
    `select 'PL-' || p.number as reference, 'notice-published' as kind, array[o.slug] as owners
     from pledges p join organisations o on o.id = p.council_id
     where o.slug = 'leeds' and p.state = 'awaiting-approval'`,
    unpublished('pledges/:reference'),
    ...['approval', 'change', 'condition', 'facts/:kind', 'withdrawal'].map(
      (end) => `pledges/:reference/${end}`,
    ),
  ],
  [
    `select 'PL-' || number as reference, array[]::text[] as owners from pledges
     where state = 'committed'`,
    'pledges/:reference',
  ],
  [
    `select 'IK-' || i.number as reference, array[o.slug] as owners from in_kind_pledges i
     join organisations o on o.id = i.council_id`,
    'in-kind/:reference/change',
  ],
  [
    `select d.slug, s.id as "slotId", q.id as "questionId", array[o.slug] as owners
     from slot_questions q join bookings b on b.id = q.booking_id join slots s on s.id = b.slot_id
     join market_days d on d.id = s.market_day_id join organisations o on o.id = b.supplier_id`,
    'market-days/:slug',
    'market-days/:slug.ics',
    ...['booking', 'booking.ics', 'booking/cancellation', 'booking/slot', 'cancellation'].map(day),
    ...['publication', 'registration', 'running-order', 'slots', 'waiting-list'].map(day),
    ...['interest', 'questions', 'questions/:questionId/answer', 'time'].map((end) =>
      day(`slots/:slotId/${end}`),
    ),
    'api/v1/market-days/:slug',
  ],
  [
    `select p.slug, a.slug as area, array[f.slug] as owners from pots p
     join organisations f on f.id = p.funder_id, organisations a
     where p.slug = 'digital-devolution-dividend' and a.slug = 'greater-manchester-ca'`,
    'pots/:slug',
    ...['accruals', 'allocations', 'allocations.csv', 'areas', 'areas.csv', 'areas/:area'].map(pot),
    ...['areas/proposals', 'areas/proposals/new', 'funders', 'funders/new', 'funding/new'].map(pot),
    ...['funding/withdrawal', 'fundings.csv', 'matches.csv', 'proposals', 'proposals/check'].map(
      pot,
    ),
    ...['proposals/new', 'rules', 'rules.csv', 'sharing', 'sharing.csv', 'simulation'].map(pot),
    ...['simulation.csv', 'statement', 'statement.csv'].map(pot),
    'api/v1/pots/:slug',
  ],
  [
    `select p.slug, a.id as "proposalId", array[f.slug] as owners from area_proposals a
     join pots p on p.id = a.pot_id join organisations f on f.id = p.funder_id
     where a.entry_id is null and a.ended_at is null and a.evidence_file_id is not null`,
    pot('areas/proposals/:proposalId'),
    unpublished(pot('areas/evidence/:proposalId')),
  ],
  [
    `select p.slug, a.id as "proposalId", array[f.slug] as owners from area_proposals a
     join pots p on p.id = a.pot_id join organisations f on f.id = p.funder_id
     where a.entry_id is not null and a.evidence_file_id is not null`,
    pot('areas/evidence/:proposalId'),
  ],
  [
    `select p.slug, r.id as "proposalId", array[f.slug] as owners from rule_proposals r
     join pots p on p.id = r.pot_id join organisations f on f.id = p.funder_id
     where r.published_rule_id is null`,
    pot('proposals/:proposalId'),
  ],
  [
    `select n.id as "proposalId", array[f.slug] as owners from pot_proposals n
     join organisations f on f.id = n.funder_id where n.agreed_at is null and n.ended_at is null`,
    'pots/proposed/:proposalId',
  ],
  [
    `select p.slug, i.id as "invitationId", array[f.slug, g.slug] as owners from pot_invitations i
     join pots p on p.id = i.pot_id join organisations f on f.id = p.funder_id
     join organisations g on g.id = i.funder_id`,
    pot('funders/:invitationId'),
  ],
  [
    `select 'PR-' || lpad(p.number::text, 4, '0') as reference, g.id as "partId",
       array[l.slug] || (${payingFunders}) as owners
     from projects p join challenges c on c.id = p.challenge_id
     join organisations l on l.id = p.lead_council_id
     join give_backs b on b.project_id = p.id join give_back_parts g on g.give_back_id = b.id
     where g.council_id <> p.lead_council_id and g.refunded_on is null`,
    'projects/:reference',
    ...['give-back', 'refunds/:partId'].map((end) => `projects/:reference/${end}`),
  ],
  [
    `select 'PR-' || lpad(p.number::text, 4, '0') as reference, array[l.slug] || (${payingFunders}) as owners
     from projects p join challenges c on c.id = p.challenge_id
     join organisations l on l.id = p.lead_council_id where l.slug = 'leeds'`,
    'projects/:reference/stop',
    'projects/:reference/novation',
  ],
  [
    `select m.id as "membershipId", array['leeds'] as owners from memberships m
     join people p on p.id = m.person_id where p.slug = 'anjali-rao'`,
    ...['', '/deputy', '/leaving', '/limit'].map((end) => `workspace/people/:membershipId${end}`),
  ],
  [
    `select i.id as "invitationId", repeat('a', 64) as token, array[o.slug] as owners
     from invitations i join organisations o on o.id = i.organisation_id where o.slug = 'leeds'`,
    'invitations/:token',
    ...['sending', 'withdrawal'].map((end) => `workspace/people/invitations/:invitationId/${end}`),
  ],
  [
    `select h.id as "recordId", m.id as "messageId", s.id as "stopId", array['solve-once'] as owners
     from same_humans h, listing_messages m, sender_stops s where h.ended_at is null
     and m.reported_at is not null and m.closed_at is null and s.ended_at is null`,
    ...['joining/same-people/:recordId', 'directory/reports/:messageId', 'directory/stops/:stopId'],
  ],
  [
    `select j.id as "requestId", array[o.slug] as owners
     from join_requests j join organisations o on o.id = j.organisation_id where o.slug = 'leeds'`,
    'workspace/people/requests/:requestId',
  ],
  [
    `select s.id as "successionId", '{}'::text[] as owners from successions s where s.is_split and s.confirmed_at is null`,
    ...['', '/people', '/successors/new'].map((end) => `successions/:successionId${end}`),
  ],
  [`select 'firms' as "kind", '{}'::text[] as owners`, 'successions/new/:kind'],
  [
    `select id as "verificationId", array['solve-once'] as owners from verifications
     where decided_at is null`,
    'joining/verification/:verificationId',
    'joining/verification/:verificationId/look-up',
  ],
  [
    `select d.id as "deputyId", array[o.slug] as owners from deputies d
     join organisations o on o.id = d.council_id`,
    'workspace/scheme/deputies/:deputyId',
  ],
  [
    `select s.id as "lockId", array[o.slug] as owners from spending_locks s
     join organisations o on o.id = s.council_id`,
    'workspace/scheme/locks/:lockId',
  ],
  [
    `select li.id as "listingId", li.id as "messageId", array[]::text[] as owners from listings li`,
    'directory/people/:listingId/message',
    ...['', '/block', '/report'].map((end) => `directory/messages/:messageId${end}`),
  ],
  [
    `select 'leeds' as slug, f.id as "fileId", e.id as "mailId", j.id as "journalId", c.gss as code,
       'SO-0005' as reference,
       'pledges.csv' as file, repeat('A', 43) as token, 'one' as provider, array[]::text[] as owners
     from payment_files f, outbox_emails e, journals j, councils c`,
    ...['organisations/:slug', 'payments/files/:fileId', 'payments/files/:fileId/content'],
    ...['dev/outbox/:mailId', 'dev/outbox/:mailId/look', 'ledger/journals/:journalId'],
    ...['api/v1/challenges/:reference', 'api/v1/projects/:reference'],
    ...['api/v1/councils/:code', 'open-data/:file', 'sign-in/:token', 'join/:token'],
    'suppliers/new/:token',
    ...['single-sign-on/:provider', 'single-sign-on/:provider/answer'],
    'webhooks/signed-out/:provider',
    ...['sign-in/way-back/:token', 'bank-details/:token'],
  ],
]

function ledBy(where: string, others = '') {
  return `select c.slug, array(select l.slug ${others}) as owners from challenges c
    join organisations l on l.id = c.lead_council_id where ${where}`
}
function challenge(...ends: string[]) {
  return ends.map((end) => `challenges/:slug/${end}`)
}
function day(end: string) {
  return `market-days/:slug/${end}`
}
/** The same page of something that only its own people see so far. */
export function unpublished(route: string) {
  return `${route} before it is public`
}
function pot(end: string) {
  return `pots/:slug/${end}`
}

/** What each route is asked for. One whose address has no gaps is asked for as it is. */
export async function readThings(client: pg.Client): Promise<Map<string, Thing>> {
  const found = new Map<string, Thing>()
  for (const [statement, ...routes] of things) {
    const { rows } = await client.query<Record<string, string> & { owners: string[] }>(
      `${statement} limit 1`,
    )
    const [row] = rows
    if (!row) throw new Error(`The demonstration has nothing for ${routes.join(', ')}`)
    for (const route of routes) found.set(route, thingOf(route, row))
  }
  return found
}

type Row = Record<string, string> & { owners: string[] }

function thingOf(route: string, { owners, ...gaps }: Row): Thing {
  const names = [...route.matchAll(/:(\w+)/g)].map(([, gap = '']) => gap)
  // Challenges, pots, market days and projects are public, and so is that one is missing.
  const isProject = route.startsWith('projects/')
  const name = names.find((gap) => gap !== 'slug' && !(isProject && gap === 'reference'))
  const fill = (values: Record<string, unknown>) =>
    `/${route.replace(unpublished(''), '').replaceAll(/:(\w+)/g, (_gap, gap: string) => String(values[gap]))}`
  const address = fill(gaps)
  return {
    address,
    missing: name && fill({ ...gaps, [name]: missingLike(String(gaps[name])) }),
    owners,
  }
}
