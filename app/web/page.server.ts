import { clock } from '#app/core/clock.ts'
import { env } from '#app/core/env.server.ts'
import { formatDateTime } from '#app/core/time.ts'
import type { SignedIn } from '#app/domain/auth/signed-in.ts'
import { roleNames } from '#app/domain/organisations/role-words.ts'
import type { FramePerson, PageFrame, Theme } from '#app/ui/page-frame.ts'
import { workspaceTabs } from '#app/ui/workspace-tabs.ts'
import { findSignedIn, isHalfSignedIn } from './actor.server.ts'

/** What surrounds every page: who is signed in, the demonstration strip, the chosen colours. */
export async function pageFrame(request: Request): Promise<PageFrame> {
  const signedIn = await findSignedIn(request)
  const isHalf = await isHalfSignedIn(request)
  return {
    ...bareFrame(request),
    person: signedIn ? personOf(signedIn) : null,
    isHalfSignedIn: isHalf,
    isUnknown: false,
  }
}

/** The same while nobody can be asked who is signed in. */
export function bareFrame(request: Request): PageFrame {
  const { pathname, search } = new URL(request.url)
  return {
    person: null,
    isHalfSignedIn: false,
    isUnknown: true,
    demonstration: env.DEMONSTRATION,
    movedTo: clock.aheadMs() > 0 ? formatDateTime(clock.now()) : undefined,
    path: pathname,
    address: pathname + search,
    theme: themeOf(request),
  }
}

const personOf = ({ actor, heldBack, otherOrganisations }: SignedIn): FramePerson => ({
  name: actor.personName,
  organisationId: actor.organisationId,
  organisationName: actor.organisationName,
  otherOrganisations: otherOrganisations.map(({ id, name }) => ({ id, name })),
  heldBack: heldBack.map((role) => roleNames[role].toLowerCase()),
  workspace: workspaceTabs(actor),
})

const YEAR_SECONDS = 365 * 24 * 60 * 60

/** Only a choice that differs from the device is kept, so the cookie is needed for what was asked. */
export const themeCookie = (theme: Theme | undefined) =>
  `theme=${theme ?? ''}; Path=/; SameSite=Lax; Max-Age=${theme ? YEAR_SECONDS : 0}`

function themeOf(request: Request): Theme | undefined {
  const chosen = /(?:^|;\s*)theme=(light|dark)(?:;|$)/.exec(request.headers.get('cookie') ?? '')
  return chosen?.[1] as Theme | undefined
}
