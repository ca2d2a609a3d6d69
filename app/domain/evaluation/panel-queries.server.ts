import { Prisma } from '#prisma/generated/client.ts'
import { db, readKept, type Tx } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import { listSentPitches } from '../pitches/queries.server.ts'
import type { Panel } from './panel.ts'

/** The councils that may send an assessor: the lead, those that pledged and those that co-signed. */
const listBackers = async (challengeId: string) =>
  (
    await db.$queryRaw<{ id: string }[]>`
      select lead_council_id as id from challenges where id = ${challengeId}::uuid
      union select council_id from co_signatures
        where challenge_id = ${challengeId}::uuid and withdrawn_at is null
      union select council_id from pledges
        where challenge_id = ${challengeId}::uuid and committed_at is not null`
  ).map(({ id }) => id)

type PossibleAssessor = {
  membershipId: string
  personId: string
  councilId: string
  name: string
  jobTitle: string
  councilName: string
}

/** Officers of the councils behind a challenge who could assess; no address or telephone number. */
export async function listPossibleAssessors(challengeId: string, pitchCallId: string) {
  return readKept<PossibleAssessor>(
    officersWhoCouldAssess(await listBackers(challengeId), pitchCallId),
  )
}

/** Begins at all the officers there are: few of those who belong to a council are one. */
const officersWhoCouldAssess = (backers: string[], pitchCallId: string) => Prisma.sql`
  with council as materialized (
    select organisations.id, name, coalesce(answered_by_id, organisations.id) as answering_id
    from organisations left join former_organisations former on former.id = organisations.id
    where organisations.id = any (${backers}::uuid[])
  ), officers as materialized (
    select membership_id, person_id, job_title, organisation_id
    from membership_roles join memberships on memberships.id = membership_id
    where role = 'officer' and ended_at is null)
  select membership_id as "membershipId", person_id as "personId", job_title as "jobTitle", people.name,
    council.id as "councilId", council.name as "councilName"
  from council
  join officers on organisation_id = answering_id
  join people on people.id = person_id
  where not exists (select from assessors
    where pitch_call_id = ${pitchCallId}::uuid and assessors.person_id = officers.person_id)
  order by council.name, council.id, people.name, membership_id limit 500`

const fetchAssessors = (pitchCallId: string, at: Tx) =>
  at.assessor.findMany({
    where: { pitchCallId },
    orderBy: { appointedAt: 'asc' },
    select: {
      id: true,
      personId: true,
      councilId: true,
      person: { select: { name: true } },
      council: { select: { organisation: { select: { name: true } } } },
    },
  })

/** Everybody and everything on the table, without a single score. */
export async function getPanel(pitchCallId: string, at: Tx = db) {
  const ofCall = { assessor: { pitchCallId } }
  const pitches = await listSentPitches(pitchCallId, at)
  const assessors = await fetchAssessors(pitchCallId, at)
  const declarations = await at.conflictDeclaration.findMany({
    where: ofCall,
    select: { assessorId: true, pitchId: true, hasConflict: true },
  })
  const sheets = await at.scoreSheet.findMany({
    where: ofCall,
    select: { assessorId: true, pitchId: true },
  })
  return {
    pitches,
    assessors: assessors.map(({ person, council, ...assessor }) => ({
      ...assessor,
      name: person.name,
      councilName: council.organisation.name,
    })),
    declarations,
    sheets,
  } satisfies Panel
}

export async function getCallOf(pitchId: string) {
  const pitch = await db.pitch.findUnique({
    where: { id: pitchId },
    select: {
      pitchCallId: true,
      supplierId: true,
      pitchCall: {
        select: {
          criteria: { orderBy: { position: 'asc' } },
          challenge: { select: { id: true, slug: true, leadCouncilId: true } },
        },
      },
    },
  })
  if (!pitch) throw new Refusal('not-found', 'Page not found')
  const { criteria, challenge } = pitch.pitchCall
  return { ...pitch, criteria, challenge: { ...challenge, slug: challenge.slug ?? '' } }
}

export async function getPitchCallId(challengeId: string) {
  const call = await db.pitchCall.findUnique({ where: { challengeId }, select: { id: true } })
  if (!call) throw new Refusal('not-found', 'This challenge has not asked for pitches.')
  return call.id
}
