/** What kind of "no" this is; each has one HTTP status. */
export const statusOf = { invalid: 422, forbidden: 403, 'not-found': 404, conflict: 409 } as const

/** A request the rules turn down. The message is shown to the person, so it says what to do next. */
export class Refusal extends Error {
  /** The form field the message belongs beside, when it belongs to one. */
  readonly field: string | undefined
  /** The rules allow it again after this long. */
  readonly retryAfterSeconds: number | undefined

  constructor(
    readonly kind: keyof typeof statusOf,
    message: string,
    options: { field?: string; retryAfterSeconds?: number } = {},
  ) {
    super(message)
    this.field = options.field
    this.retryAfterSeconds = options.retryAfterSeconds
  }
}

/** Ends a request that only a bug of ours can bring about; the reason goes to the log. */
export function invariant(condition: unknown, why: string): asserts condition {
  if (!condition) throw new Error(`Invariant broken: ${why}`)
}
