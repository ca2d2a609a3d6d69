import type { Job } from '#app/core/job.ts'
import { findRoot, findSealByHash } from '#app/domain/ledger/seal-queries.server.ts'
import { sealJournals } from '#app/domain/ledger/seal-journals.server.ts'

/** Where the chain of seals ends and, for a root that was written down before, its block. */
export async function findChain(root?: string) {
  return { ...(await findRoot()), given: root ? await findSealByHash(root) : undefined }
}

/** What was posted in the last minute is sealed apart from whoever posted it. */
export const job: Job = { schedule: '* * * * *', run: () => sealJournals() }
