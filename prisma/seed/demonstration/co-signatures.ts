import type { Pence } from '#app/core/money.ts'
import { register, type RegisterCouncil } from '../../data/register.ts'
import type { DemonstrationChallenge, Sharers } from './types.ts'

export type DemonstrationCoSignature = {
  council: string
  casesPerYear: number
  yearlyCost: Pence
  signedDaysAgo: number
}

const councils = register.councils

const hasHomes = ({ type }: RegisterCouncil) => type !== 'county' && type !== 'ni-district'
const belongs: Record<Sharers, (council: RegisterCouncil) => boolean> = {
  'upper-tier': (council) => council.isUpperTier && council.nation !== 'Northern Ireland',
  districts: ({ type }) => type !== 'county',
  housing: hasHomes,
  large: (council) => council.isUpperTier && council.population > 200_000,
  any: () => true,
}

/**
 * Who says "we have this problem too": the lead, everyone who pledges, then others spread over the
 * country until the challenge's own number is reached. The same each time it is asked.
 */
export function coSignatures(challenge: DemonstrationChallenge): DemonstrationCoSignature[] {
  if (challenge.stage === 'draft') return []
  const certain = [
    challenge.leadCouncil,
    ...(challenge.pledges ?? []).map((pledge) => pledge.council),
  ]
  const others = councils
    .filter((council) => belongs[challenge.sharers](council) && !certain.includes(council.slug))
    .sort((a, b) => shuffle(challenge.slug + a.slug) - shuffle(challenge.slug + b.slug))
    .map((council) => council.slug)
  const chosen = [...new Set([...certain, ...others])].slice(0, challenge.sharedBy)
  return chosen.map((slug, index) => burdenOf(challenge, slug, index / chosen.length))
}

function burdenOf(
  challenge: DemonstrationChallenge,
  slug: string,
  along: number,
): DemonstrationCoSignature {
  const { casesPerThousand, perCase } = challenge.burden
  const people = peopleIn(slug)
  // No two councils count alike: between four fifths and six fifths of what their size would say.
  const share = 0.8 + (shuffle(slug + challenge.slug) % 41) / 100
  const casesPerYear = Math.max(1, Math.round((people / 1_000) * casesPerThousand * share))
  const oldest = challenge.postedDaysAgo
  const newest = Math.min(
    oldest,
    3 + (challenge.round ? Math.max(0, -challenge.round.closesInDays) : 0),
  )
  return {
    council: slug,
    casesPerYear,
    yearlyCost: BigInt(casesPerYear) * perCase,
    signedDaysAgo: Math.round(oldest - (oldest - newest) * along),
  }
}

const peopleIn = (slug: string) =>
  [...councils, ...register.combinedAuthorities].find((council) => council.slug === slug)
    ?.population ?? 0

/** A number that looks random and never changes (FNV-1a). */
function shuffle(text: string) {
  let hash = 0x811c9dc5
  for (const letter of text) hash = Math.imul(hash ^ letter.charCodeAt(0), 0x01000193)
  return hash >>> 0
}
