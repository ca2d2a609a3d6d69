type NotYet = {
  /** Why it looks at so much. */
  reason: string
  /** What its plan did in a fiftieth of the country when it was last looked at. */
  measured: string
}

/** Reads that look at more than they should in a whole country. Who mends one takes it out; none is added. */
export const notYet: Record<string, NotYet> = {}
