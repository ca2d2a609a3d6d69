import { z } from 'zod'
import { legalForms } from '../organisations/legal-identity.ts'
import { credentialKinds, type HeldCredential } from './credential.ts'
import type { SupplierProfile } from './profile.ts'

const pence = z.string().transform(BigInt).nullable()
const day = z.iso.date().nullable()

const KeptCredential = z.object({
  id: z.string(),
  kind: z.enum(credentialKinds),
  name: z.string().nullable(),
  number: z.string().nullable(),
  issuer: z.string().nullable(),
  coverPence: pence,
  validFrom: day,
  expiresOn: day,
  provenance: z.enum(['said', 'document', 'seen']),
  enteredOn: z.iso.date().nullable(),
  seenOn: day,
})

/** The profile as a pitch carries it from the moment it is sent. */
export const KeptProfile = z
  .object({
    name: z.string(),
    // Not in what was kept before firms could be anything but companies.
    legalForm: z.enum(legalForms).default('company'),
    companyNumber: z.string().nullable(),
    charityNumber: z.string().nullable().default(null),
    town: z.string().nullable(),
    staffCount: z.number().nullable(),
    isSmeDeclaredAt: z.iso
      .datetime()
      .transform((at) => new Date(at))
      .nullable(),
    serves: z.array(z.string()).default([]),
    services: z.array(z.object({ id: z.number(), name: z.string() })).default([]),
    frameworks: z
      .array(
        z.object({
          id: z.string(),
          slug: z.string().nullable(),
          name: z.string(),
          reference: z.string(),
          lot: z.string(),
          expiresOn: day,
        }),
      )
      .default([]),
    credentials: z.array(KeptCredential).optional(),
    // All that was kept of certificates and insurances before each had a row: pitches sent then carry it.
    hasCyberEssentials: z.boolean().default(false),
    insurancePence: pence.default(null),
  })
  .transform(
    ({ hasCyberEssentials, insurancePence, credentials, ...profile }): SupplierProfile => ({
      ...profile,
      credentials: credentials ?? [
        ...(hasCyberEssentials ? [onlySaid('cyber-essentials', null)] : []),
        ...(insurancePence ? [onlySaid('professional-indemnity', insurancePence)] : []),
      ],
    }),
  )

/** The firm's word, without a number, a day or a document. */
const onlySaid = (
  kind: 'cyber-essentials' | 'professional-indemnity',
  coverPence: bigint | null,
): HeldCredential => ({
  ...{ id: kind, kind, coverPence, name: null, number: null, issuer: null },
  ...{ validFrom: null, expiresOn: null, provenance: 'said', enteredOn: null, seenOn: null },
})

/** A profile as JSON. Each part is written in one order, so that two that say the same are the same text. */
export const keepProfile = (profile: SupplierProfile) => ({
  name: profile.name,
  legalForm: profile.legalForm,
  companyNumber: profile.companyNumber,
  charityNumber: profile.charityNumber,
  town: profile.town,
  staffCount: profile.staffCount,
  isSmeDeclaredAt: profile.isSmeDeclaredAt?.toISOString() ?? null,
  serves: profile.serves,
  services: profile.services.map(({ id, name }) => ({ id, name })),
  frameworks: profile.frameworks.map(({ id, slug, name, reference, lot, expiresOn }) => ({
    ...{ id, slug, name, reference, lot, expiresOn },
  })),
  credentials: profile.credentials.map(keepCredential),
})

const keepCredential = (credential: HeldCredential) => ({
  id: credential.id,
  kind: credential.kind,
  name: credential.name,
  number: credential.number,
  issuer: credential.issuer,
  coverPence: credential.coverPence?.toString() ?? null,
  validFrom: credential.validFrom,
  expiresOn: credential.expiresOn,
  provenance: credential.provenance,
  enteredOn: credential.enteredOn,
  seenOn: credential.seenOn,
})

export const isSameProfile = (a: SupplierProfile, b: SupplierProfile) =>
  JSON.stringify(keepProfile(a)) === JSON.stringify(keepProfile(b))
