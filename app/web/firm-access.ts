import { hidden, quiet, type Access, type Declared } from './access.ts'

const anyone = { read: 'anyone' } as const
const both = (access: Access): Declared => ({ read: access, send: access })
const firm = ['member', 'supplier administrator'] as const

/** Who may reach the pages of firms: the part of the table of access that begins with `suppliers`. */
export const firmAccess: Record<string, Declared> = {
  suppliers: anyone,
  'suppliers/new': both('anyone'),
  'suppliers/new/:token': both('anyone'),
  'suppliers.csv': anyone,
  'suppliers/credentials/:credentialId/document': { read: hidden(...firm, 'operator') },
  'suppliers/profile': both(quiet(...firm)),
  'suppliers/profile/credentials': { read: quiet(...firm) },
  'suppliers/profile/credentials/:credentialId/correction': both(hidden(...firm)),
  'suppliers/profile/credentials/:credentialId/renewal': both(hidden(...firm)),
  'suppliers/profile/credentials/:credentialId/withdrawal': both(hidden(...firm)),
  'suppliers/profile/credentials/new': both(quiet(...firm)),
  'suppliers/profile/details': both(quiet(...firm)),
  'suppliers/profile/frameworks': { read: quiet(...firm) },
  'suppliers/profile/frameworks/:placeId/removal': both(hidden(...firm)),
  'suppliers/profile/frameworks/new': both(quiet(...firm)),
  'suppliers/profile/services': both(quiet(...firm)),
  'suppliers/registration': {
    read: quiet(...firm),
    send: quiet('supplier administrator'),
  },
}
