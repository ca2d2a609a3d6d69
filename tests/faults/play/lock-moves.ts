import { clock } from '#app/core/clock.ts'
import { db } from '#app/core/db.server.ts'
import { londonDay } from '#app/core/time.ts'
import { lockSpending, unlockSpending } from '#app/domain/organisations/lock-spending.server.ts'
import { commitAllSigned } from '#app/domain/pledges/commit-signed.server.ts'
import { commitAllClear } from '../model/pledging.ts'
import { COUNCILS, type Lock } from '../model/world.ts'
import { pick, type Chooser } from './moves.ts'
import { fail } from './stage.ts'

const names: Record<Lock, string> = {
  'section-114': 'section 114 notice',
  'section-24': 'section 24 direction',
}

/** From today on; what is committed already stands. */
export const lock: Chooser = (now, { at, flag }) => {
  const council = at % COUNCILS
  const kind = flag ? 'section-114' : 'section-24'
  if (now.locks[council]?.has(kind)) return undefined
  return {
    name: `a ${names[kind]} is on council ${council}`,
    apply: (changing) => {
      changing.locks[council]?.add(kind)
      return true
    },
    call: ({ stage }) => {
      const { keeper } = stage.cast.councils[council] ?? fail()
      return lockSpending(keeper, {
        ...{ kind, successor: kind === 'section-24' ? 'The new council' : '' },
        ...{ from: londonDay(clock.now()), source: 'As the test says' },
        sourceUrl: 'https://www.council.example/notice',
      })
    },
  }
}

/** From today on it holds no more; what was signed before it may be committed then, by the job. */
export const lift: Chooser = (now, { at }) => {
  const on = now.locks.flatMap((kinds, council) => [...kinds].map((kind) => ({ kind, council })))
  const lifted = pick(on, at)
  if (!lifted) return undefined
  const { kind, council } = lifted
  return {
    name: `the ${names[kind]} on council ${council} ends`,
    apply: (changing) => {
      changing.locks[council]?.delete(kind)
      commitAllClear(changing)
      return true
    },
    call: async ({ stage }) => {
      const { keeper } = stage.cast.councils[council] ?? fail()
      const where = { councilId: keeper.organisationId, kind, toOn: null }
      const { id } = await db.spendingLock.findFirstOrThrow({ where })
      await unlockSpending(keeper, id, { on: londonDay(clock.now()) })
      return commitAllSigned()
    },
  }
}
