import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import { env } from '#app/core/env.server.ts'
import type { NewPasskeyInput, PasskeyAnswer } from '#app/domain/auth/passkey.ts'

/** What a device or browser does otherwise than it should. */
export type Odd = {
  origin?: string
  relyingPartyId?: string
  isVerified?: boolean
  /** Of its uses; left out: one more each time. */
  counter?: number
  type?: string
}

/** A device that keeps one passkey (WebAuthn 3, ES256), and answers as a browser passes it on. */
export function fakePasskey() {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
  const key: [Cbor, Cbor][] = [
    ...([
      [1, 2],
      [3, -7],
      [-1, 1],
    ] as [number, number][]),
    [-2, Buffer.from(x, 'base64url')],
    [-3, Buffer.from(y, 'base64url')],
  ]
  const id = randomBytes(32)
  let uses = 0
  const name = id.toString('base64url')
  const body = { id: name, rawId: name, type: 'public-key' as const }

  function make(challenge: string, odd: Odd = {}): NewPasskeyInput['answer'] {
    const credential = Buffer.concat([Buffer.alloc(16), Buffer.from([0, id.length]), id, cbor(key)])
    const authData = Buffer.concat([dataOf({ counter: 0, ...odd }, 0x40), credential])
    const attestation = cbor([
      ['fmt', 'none'],
      ['attStmt', []],
      ['authData', authData],
    ])
    return {
      ...body,
      response: {
        clientDataJSON: text(clientData('webauthn.create', challenge, odd)),
        attestationObject: text(attestation),
        transports: ['internal'],
      },
    }
  }

  function answer(challenge: string, odd: Odd = {}): PasskeyAnswer {
    uses += 1
    const authData = dataOf({ counter: uses, ...odd })
    const client = clientData('webauthn.get', challenge, odd)
    const signed = Buffer.concat([authData, createHash('sha256').update(client).digest()])
    return {
      ...body,
      response: {
        clientDataJSON: text(client),
        authenticatorData: text(authData),
        signature: text(sign('sha256', signed, privateKey)),
      },
    }
  }

  return { id: name, publicKey: cbor(key), make, answer }
}

const text = (bytes: Buffer) => bytes.toString('base64url')

const clientData = (type: string, challenge: string, odd: Odd) =>
  Buffer.from(
    JSON.stringify({ type: odd.type ?? type, challenge, origin: odd.origin ?? env.APP_URL }),
  )

/** Whose passkey it is, what was checked of its person, and how often it was used. */
function dataOf({ relyingPartyId, isVerified = true, counter = 0 }: Odd, more = 0) {
  const ownId = relyingPartyId ?? new URL(env.APP_URL).hostname
  const count = Buffer.alloc(4)
  count.writeUInt32BE(counter)
  const flags = 0x01 | (isVerified ? 0x04 : 0) | more
  return Buffer.concat([createHash('sha256').update(ownId).digest(), Buffer.from([flags]), count])
}

type Cbor = number | string | Buffer | [Cbor, Cbor][]

/** RFC 8949, as much of it as a passkey says: numbers, text, bytes and maps of them. */
function cbor(value: Cbor): Buffer {
  if (typeof value === 'number') return value < 0 ? head(1, -1 - value) : head(0, value)
  if (typeof value === 'string')
    return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)])
  if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value])
  return Buffer.concat([head(5, value.length), ...value.flat().map((each) => cbor(each))])
}

function head(kind: number, length: number) {
  if (length < 24) return Buffer.from([(kind << 5) | length])
  if (length < 256) return Buffer.from([(kind << 5) | 24, length])
  return Buffer.from([(kind << 5) | 25, length >> 8, length & 255])
}
