import { newId } from '#app/core/id.ts'
import { formatDay } from '#app/core/time.ts'
import { nameOfKind } from '#app/domain/profiles/credential.ts'
import { addFrameworkPlace } from '#app/domain/profiles/add-framework-place.server.ts'
import { confirmProfile } from '#app/domain/profiles/confirm-profile.server.ts'
import { decideDocument } from '#app/domain/profiles/decide-document.server.ts'
import { keepCredential } from '#app/domain/profiles/keep-credential.server.ts'
import { saveServices } from '#app/domain/profiles/save-services.server.ts'
import {
  profiles,
  type DemonstrationCredential,
  type DemonstrationProfile,
} from '../demonstration/profiles.ts'
import type { Cast } from './cast.ts'
import { evidenceFile } from './evidence-file.ts'
import { dayOn, on, type Happening } from './timeline.ts'

/** Firms say what they work on, which frameworks they are on and what they hold, and operators look at documents. */
export const profileHappenings = (cast: Cast): Happening[] =>
  profiles.flatMap((profile) => [
    {
      at: on(619, '09:20'),
      what: `${profile.supplier} says what it works on`,
      tell: () => saveServices(founderOf(cast, profile), { services: profile.services }),
    },
    ...profile.frameworks.map(({ framework, lot = '', named }, place) => ({
      at: on(48 - place, '09:40'),
      what: `${profile.supplier} says it is on ${framework}`,
      tell: () =>
        addFrameworkPlace(founderOf(cast, profile), {
          ...{ operationKey: newId(), framework, lot, expiresOn: undefined },
          ...{ name: named?.name, reference: named?.reference },
        }),
    })),
    ...profile.credentials.flatMap((credential, place) =>
      credentialHappenings(cast, profile, { credential, place }),
    ),
    ...(profile.confirmedDaysAgo === undefined
      ? []
      : [
          {
            at: on(profile.confirmedDaysAgo, '17:30'),
            what: `${profile.supplier} says that its profile holds`,
            tell: () => confirmProfile(founderOf(cast, profile)),
          },
        ]),
  ])

const founderOf = (cast: Cast, { supplier }: DemonstrationProfile) =>
  cast.holder(supplier, 'member')

type Entered = { credential: DemonstrationCredential; place: number }

/** One is entered when the firm comes, and renewed five days before it ends; its document is looked at two days later. */
function credentialHappenings(
  cast: Cast,
  profile: DemonstrationProfile,
  { credential, place }: Entered,
): Happening[] {
  const { kind, issuer, cover, endsInDays, document } = credential
  const founder = founderOf(cast, profile)
  const [firstId, laterId] = [newId(), newId()]
  const what = `${nameOfKind(kind)} of ${profile.supplier}`
  const number = (year: number) => `MADE-UP-${year}${String(place + 1).padStart(3, '0')}`
  const said = { kind, issuer, cover, name: undefined }
  const [validFrom, expiresOn] = [dayOn(364 - endsInDays), dayOn(-endsInDays)]
  const file = evidenceFile(
    nameOfKind(kind),
    `${profile.supplier} holds this until ${formatDay(expiresOn)}, number ${number(2)}.`,
  )
  const renewedDaysAgo = 370 - endsInDays
  return [
    {
      at: on(Math.min(618, 725 - endsInDays), '10:15'),
      what: `${what} is entered`,
      tell: () =>
        keepCredential(founder, {
          ...{ ...said, operationKey: firstId, number: number(1) },
          ...{ validFrom: dayOn(729 - endsInDays), expiresOn: dayOn(365 - endsInDays) },
        }),
    },
    {
      at: on(renewedDaysAgo, '10:30'),
      what: `${what} is renewed`,
      tell: () =>
        keepCredential(founder, {
          ...{ ...said, operationKey: laterId, number: number(2), validFrom, expiresOn },
          ...(document && { file }),
          insteadOf: { id: firstId, as: 'renewed' },
        }),
    },
    ...(document === undefined || document === 'waiting'
      ? []
      : [
          {
            at: on(renewedDaysAgo - 2, '14:00'),
            what: `${what} is looked at`,
            tell: () =>
              decideDocument(
                cast.holder('solve-once', 'operator'),
                laterId,
                document === 'seen'
                  ? { decision: 'seen', reason: '' }
                  : { decision: 'send-back', reason: document.sentBack },
              ),
          },
        ]),
  ]
}
