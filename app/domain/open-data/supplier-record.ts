import { z } from 'zod'
import { legalForms } from '../organisations/legal-identity.ts'
import { places } from '../organisations/council-words.ts'
import { credentialKinds } from '../profiles/credential.ts'
import { Day, Instant, Pence, SupplierName } from './api-field.ts'
import { PageParameters, SlugParameter } from './page-request.ts'

const Kind = z.enum(credentialKinds).meta({
  id: 'CredentialKind',
  description: 'A certificate or an insurance.',
})

const about = {
  ...SupplierName.shape,
  about: z.string().nullable(),
  town: z.string().nullable(),
  serves: z.array(z.string()).meta({ description: 'Nations and regions of England.' }),
  isSme: z.boolean().meta({ description: 'It has said that it is small or medium-sized.' }),
  verifiedAt: Instant.meta({ description: 'When operators made sure of who it is.' }),
}

export const SupplierSummary = z
  .object({
    ...about,
    services: z.array(z.string()),
    frameworks: z.array(z.string()),
    holds: z.array(Kind).meta({ description: 'What has not expired today.' }),
  })
  .meta({
    id: 'SupplierSummary',
    description: 'A verified supplier, as the list of suppliers shows it.',
  })

const Place = z
  .object({
    slug: z.string().nullable().meta({ description: 'If the framework is one of the list here.' }),
    name: z.string(),
    reference: z.string(),
    lot: z.string().nullable(),
    expiresOn: Day.nullable(),
  })
  .meta({ id: 'FrameworkPlace', description: 'A framework agreement that a supplier is on today.' })

const Credential = z
  .object({
    kind: Kind,
    name: z.string().nullable(),
    number: z.string().nullable().meta({ description: 'Of a certificate; never of a policy.' }),
    issuer: z.string().nullable(),
    coverPence: Pence.nullable(),
    validFrom: Day.nullable(),
    expiresOn: Day.nullable(),
    provenance: z.enum(['said', 'document', 'seen']).meta({
      description:
        'The supplier says so, has sent a document, or operators have seen that document.',
    }),
    enteredOn: Day.nullable(),
    seenOn: Day.nullable(),
  })
  .meta({ id: 'Credential', description: 'A certificate or an insurance that holds today.' })

export const Supplier = z
  .object({
    ...about,
    legalForm: z.enum(legalForms),
    charityNumber: z.string().nullable(),
    region: z.string().nullable(),
    services: z.array(z.object({ id: z.int(), name: z.string() }).meta({ id: 'ServiceName' })),
    frameworks: z.array(Place),
    credentials: z.array(Credential),
    confirmedAt: Instant.nullable().meta({
      description: 'When somebody of the supplier last said that all of it holds.',
    }),
  })
  .meta({ id: 'Supplier' })

/** The filters of the list of suppliers, by the names they have in its address. */
export const SupplierParameters = PageParameters.extend({
  q: z
    .string()
    .trim()
    .max(100)
    .optional()
    .meta({ description: 'Words of its name or what it does.' }),
  place: z.enum(places, `Give a place: ${places.join(', ')}`).optional(),
  size: z.literal('sme', 'Give sme, or leave it out').optional(),
  service: z.coerce
    .number('Give a service by its number')
    .int()
    .min(1)
    .max(1_000_000)
    .optional()
    .meta({ description: 'A service, by the id it has in the answers.' }),
  framework: SlugParameter.meta({ description: 'A framework of the list here, by its slug.' }),
  holds: z
    .enum(credentialKinds, `Give what it holds: ${credentialKinds.join(', ')}`)
    .optional()
    .meta({ description: 'What it holds today.' }),
})
export type SupplierParameters = z.output<typeof SupplierParameters>
