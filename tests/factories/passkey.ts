import { clock } from '#app/core/clock.ts'
import { db } from '#app/core/db.server.ts'
import { newId } from '#app/core/id.ts'
import { askPasskey } from '#app/domain/auth/ask-passkey.server.ts'
import type { Shown } from '#app/domain/auth/factor-shown.ts'
import type { AskPasskeyInput } from '#app/domain/auth/passkey.ts'
import {
  confirmPasskey,
  findNewPasskey,
  startPasskey,
} from '#app/domain/auth/set-up-passkey.server.ts'
import { fakePasskey, type Odd } from '#tests/fakes/passkey.ts'
import { session } from './auth.ts'
import { officer } from './organisations.ts'
import { begin } from './second-factor.ts'

type Device = ReturnType<typeof fakePasskey>

/** The device answers what this session is asked. */
export async function shownBy(
  { answer }: Device,
  token: string,
  { odd, ...asked }: AskPasskeyInput & { odd?: Odd },
) {
  const { challenge } = await askPasskey(token, asked)
  return answer(challenge, odd)
}

/** What the browser of the session was told to make. */
export async function toMake(token: string) {
  const options = await findNewPasskey(token)
  if (!options) throw new Error('No passkey is being set up')
  return options.challenge
}

/** Goes the whole way of adding one. */
export async function addPasskey(token: string, shown?: Shown) {
  const device = fakePasskey()
  await startPasskey({ token, shown })
  const answer = device.make(await toMake(token))
  return { device, ...(await confirmPasskey(token, { name: 'Laptop at work', answer })) }
}

/** Somebody who has a passkey alone, and is signed in with it. */
export async function withPasskey(by?: { personId: string }) {
  begin()
  const who = by ?? (await officer())
  const device = fakePasskey()
  await db.passkey.create({
    data: {
      id: newId(),
      personId: who.personId,
      credentialId: device.id,
      publicKey: Uint8Array.from(device.publicKey),
      counter: 0n,
      transports: ['internal'],
      name: 'Laptop at work',
      addedAt: clock.real(),
    },
  })
  const { token } = await session(who)
  return { who, device, token }
}

/** The same person, who has just pressed the button in their mail. */
export async function halfAgain(who: { personId: string }) {
  const { token } = await session(who, { isProved: false })
  return token
}
