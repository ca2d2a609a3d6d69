/** An outside service did not do its part. A job tries again later, unless that cannot help. */
export class GatewayDown extends Error {
  /** The service understood and said no: asking again gets the same answer. */
  readonly isFinal: boolean

  constructor(
    message: string,
    { isFinal = false, cause }: { isFinal?: boolean; cause?: unknown } = {},
  ) {
    super(message, { cause })
    this.isFinal = isFinal
  }
}
