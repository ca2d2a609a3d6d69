/** PostgreSQL's own protocol, as far as a cut in the right place needs it. Version 3.0. */
export type Message = { type: string; bytes: Buffer }

const HEADER = 5

/** Puts whole messages together from whatever pieces a socket delivers. */
export class Messages {
  private rest = Buffer.alloc(0)
  /** The first message of a client has no type. */
  constructor(private isStarted: boolean) {}

  take(piece: Buffer): Message[] {
    this.rest = Buffer.concat([this.rest, piece])
    const whole: Message[] = []
    for (let next = this.next(); next; next = this.next()) whole.push(next)
    return whole
  }

  private next(): Message | undefined {
    const typed = this.isStarted ? 1 : 0
    if (this.rest.length < typed + 4) return undefined
    const length = typed + this.rest.readUInt32BE(typed)
    if (this.rest.length < length) return undefined
    const bytes = this.rest.subarray(0, length)
    this.rest = this.rest.subarray(length)
    const type = this.isStarted ? String.fromCharCode(bytes[0] ?? 0) : 'startup'
    this.isStarted = true
    return { type, bytes }
  }
}

const textAt = (bytes: Buffer, from: number) => {
  const end = bytes.indexOf(0, from)
  return { text: bytes.toString('utf8', from, end), next: end + 1 }
}

/** The statement of a simple query, or the name and the statement of a Parse. */
export function readStatement({ type, bytes }: Message) {
  if (type === 'Q') return { name: '', sql: textAt(bytes, HEADER).text }
  const name = textAt(bytes, HEADER)
  return { name: name.text, sql: textAt(bytes, name.next).text }
}

/** Which prepared statement a Bind is for. */
export function readBound({ bytes }: Message) {
  const portal = textAt(bytes, HEADER)
  return textAt(bytes, portal.next).text
}

/** The SQLSTATE of an error. */
export function readState({ bytes }: Message) {
  for (let at = HEADER; bytes[at];) {
    const field = textAt(bytes, at + 1)
    if (bytes[at] === 'C'.charCodeAt(0)) return field.text
    at = field.next
  }
  return ''
}

/** A Parse whose statement is another one. */
export function withStatement(message: Message, sql: string): Message {
  const { name } = readStatement(message)
  const { next } = textAt(message.bytes, textAt(message.bytes, HEADER).next)
  const body = Buffer.concat([Buffer.from(`${name}\0${sql}\0`), message.bytes.subarray(next)])
  const head = Buffer.alloc(HEADER)
  head.write(message.type)
  head.writeUInt32BE(body.length + 4, 1)
  return { type: message.type, bytes: Buffer.concat([head, body]) }
}

/** A start-up message in which settings have other values. */
export function withSettings({ bytes }: Message, change: Record<string, string>): Buffer {
  const fields: string[] = []
  for (let at = 8; bytes[at];) {
    const name = textAt(bytes, at)
    const value = textAt(bytes, name.next)
    fields.push(name.text, change[name.text] ?? value.text)
    at = value.next
  }
  const body = Buffer.from(fields.map((field) => `${field}\0`).join('') + '\0')
  const head = Buffer.alloc(8)
  head.writeUInt32BE(body.length + 8, 0)
  bytes.copy(head, 4, 4, 8)
  return Buffer.concat([head, body])
}
