/** One thing somebody did, or a job did when no actor is given. */
export type AuditEvent = {
  /** The noun acted on: 'challenge', 'pledge', 'claim' and so on, with its id. */
  subjectKind: string
  subjectId: string
  /** The verb's own name in kebab case: 'pledge-approved'. */
  action: string
  /** A sentence people read in the trail: "Signed a pledge of £22,000". Names no person: the record does. */
  summary: string
  /**
   * Organisations it is about besides whose thing it is, which the database finds by the kind. Each reads in its own
   * audit what was done, by which organisation and in which role.
   */
  about?: string[]
  /** Facts behind it. Money as strings of pence; never email addresses or bank details. */
  detail?: Record<string, string | number | boolean | null>
}
