import { clock } from '#app/core/clock.ts'
import { db } from '#app/core/db.server.ts'
import { newId } from '#app/core/id.ts'
import { addDays, londonDay } from '#app/core/time.ts'
import { isInsurance, type CredentialInput } from '#app/domain/profiles/credential.ts'
import { keepCredential } from '#app/domain/profiles/keep-credential.server.ts'
import type { Actor } from '#app/domain/organisations/actor.ts'

type CredentialWanted = Partial<CredentialInput> & {
  /** With a document of its own. */
  hasDocument?: boolean
}

/** What a form of a certificate says: for a year from today, unless told otherwise. */
export function credentialSaid(given: Partial<CredentialInput> = {}): CredentialInput {
  const { kind = 'cyber-essentials' } = given
  const today = londonDay(clock.now())
  return {
    operationKey: newId(),
    kind,
    name: undefined,
    number: 'C-1',
    issuer: 'Assessors Ltd',
    cover: isInsurance(kind) ? 500_000_000n : undefined,
    validFrom: today,
    expiresOn: addDays(today, 365),
    ...given,
  }
}

/** A document as a browser sends it. */
export const documentFile = (name = 'certificate.pdf') => ({
  name,
  bytes: new TextEncoder().encode(`%PDF-1.4 ${newId()}`),
})

/** A certificate or an insurance that somebody of a firm has entered. Answers with its id. */
export async function credential(by: Actor, wanted: CredentialWanted = {}) {
  const { hasDocument, ...given } = wanted
  const said = credentialSaid(given)
  await keepCredential(by, { ...said, file: hasDocument ? documentFile() : undefined })
  return said.operationKey
}

/** A framework of the list; it runs until 2030, unless told otherwise. */
export async function framework({ slug, toOn }: { slug: string; toOn?: string }) {
  await db.framework.createMany({
    data: [
      {
        ...{ slug, name: `Framework ${slug}`, reference: slug.toUpperCase(), owner: 'Buyers' },
        toOn: new Date(toOn ?? '2030-01-01'),
        ...{ source: 'made for a test', sourceUrl: 'https://example.org/' },
      },
    ],
    skipDuplicates: true,
  })
  return slug
}
