import type { z } from 'zod'
import { clock } from '#app/core/clock.ts'
import { db } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import { dateOf, dayOf, londonDay } from '#app/core/time.ts'
import type { Prisma } from '#prisma/generated/client.ts'
import type { Council, CouncilParameters } from './council-record.ts'
import { pageOf, readCursor } from './page-request.ts'

/** A council by its code or its name in addresses. */
export const byCouncil = (codeOrSlug: string): Prisma.CouncilWhereInput => ({
  OR: [{ gss: codeOrSlug }, { organisation: { slug: codeOrSlug } }],
})

/** What is so today, such as who is mayor; `to_on` is the first day on which it no longer is. */
function inForceNow() {
  const today = dateOf(londonDay(clock.now()))
  return { fromOn: { lte: today }, OR: [{ toOn: null }, { toOn: { gt: today } }] }
}

const fact = { nameThen: true, endedOn: true, source: true } as const
const named = { select: { name: true, slug: true, council: { select: { gss: true } } } } as const

/** What became of a council, and what became part of it. */
const neighbours = {
  former: {
    select: {
      ...fact,
      successor: named,
      others: {
        orderBy: { successorId: 'asc' },
        take: 20,
        select: { successor: { select: { organisation: named } } },
      },
    },
  },
  tookOverFrom: {
    orderBy: [{ endedOn: 'asc' }, { nameThen: 'asc' }],
    take: 50,
    select: { ...fact, organisation: named },
  },
} satisfies Prisma.OrganisationSelect

const selectCouncil = () => {
  const mayorTerms = { where: inForceNow(), select: { name: true, fromOn: true }, take: 1 }
  const organisation = { select: { name: true, slug: true, officialName: true } }
  return {
    gss: true,
    type: true,
    nation: true,
    region: true,
    isUpperTier: true,
    population: true,
    organisation: { select: { ...organisation.select, ...neighbours } },
    splitFrom: {
      orderBy: { formerId: 'asc' as const },
      take: 20,
      select: { former: { select: { ...fact, organisation: named } } },
    },
    combinedAuthority: { select: { kind: true, isMayoral: true, mayorTerms } },
    areaMemberships: {
      where: inForceNow(),
      orderBy: { combinedAuthorityId: 'asc' },
      take: 20,
      select: {
        role: true,
        combinedAuthority: {
          select: { mayorTerms, council: { select: { gss: true, organisation } } },
        },
      },
    },
  } satisfies Prisma.CouncilSelect
}

type Row = Prisma.CouncilGetPayload<{ select: ReturnType<typeof selectCouncil> }>

/** The register, in the order of slugs. */
export async function listCouncils({ limit, nation, type, area, ...asked }: CouncilParameters) {
  const [after] = readCursor('councils', asked.cursor) ?? ['']
  const rows = await db.council.findMany({
    where: {
      organisation: { slug: { gt: after } },
      ...(nation && { nation }),
      ...(type && { type }),
      ...(area && {
        areaMemberships: {
          some: {
            ...inForceNow(),
            combinedAuthority: { council: { organisation: { slug: area } } },
          },
        },
      }),
    },
    orderBy: { organisation: { slug: 'asc' } },
    take: limit + 1,
    select: selectCouncil(),
  })
  const page = pageOf(rows, limit, {
    list: 'councils',
    keyOf: ({ organisation }) => [organisation.slug],
  })
  return { ...page, data: page.data.map(toCouncil) }
}

export async function getCouncilRecord(codeOrSlug: string) {
  const row = await db.council.findFirst({ where: byCouncil(codeOrSlug), select: selectCouncil() })
  if (!row) throw new Refusal('not-found', 'There is no council with this code or slug.')
  return toCouncil(row)
}

const mayorOf = ([term]: { name: string; fromOn: Date }[]) =>
  term ? { name: term.name, since: term.fromOn } : null

type Fact = { endedOn: Date; source: string }
type Named = { slug: string; name: string; council: { gss: string } | null }

const neighbourOf = ({ endedOn, source }: Fact, { slug, name, council }: Named) => ({
  ...{ gss: council?.gss ?? '', slug, name, source },
  on: dayOf(endedOn),
})

function toCouncil(row: Row) {
  const { organisation, combinedAuthority, areaMemberships, nation, splitFrom, ...council } = row
  const { former, tookOverFrom, ...names } = organisation
  return {
    ...council,
    ...names,
    name: former?.nameThen ?? names.name,
    succeededBy: former && neighbourOf(former, former.successor),
    alsoSucceededBy:
      former?.others.map(({ successor }) => neighbourOf(former, successor.organisation)) ?? [],
    formerly: [...tookOverFrom, ...splitFrom.map((each) => each.former)].map((each) =>
      neighbourOf(each, { ...each.organisation, name: each.nameThen }),
    ),
    nation: nation as z.output<typeof Council>['nation'],
    areas: areaMemberships.map(({ role, combinedAuthority: area }) => ({
      gss: area.council.gss,
      slug: area.council.organisation.slug,
      name: area.council.organisation.name,
      role: role as 'constituent' | 'within-area',
      mayor: mayorOf(area.mayorTerms),
    })),
    combinedAuthority: combinedAuthority && {
      kind: combinedAuthority.kind,
      isMayoral: combinedAuthority.isMayoral,
      mayor: mayorOf(combinedAuthority.mayorTerms),
    },
  } satisfies z.input<typeof Council>
}
