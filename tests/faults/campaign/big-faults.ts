import { setTimeout as wait } from 'node:timers/promises'
import type { AppProcess } from './app-process.ts'
import type { Counts } from './cuts.ts'
import {
  crossLocks,
  holdRound,
  killPostgres,
  startAgain,
  stopPostgresAtOnce,
  useUpConnections,
} from './postgres-faults.ts'
import type { Staged, World } from './stage.ts'

/** What goes wrong for everybody at once, one in each round. */
export const bigFaults = [
  'PostgreSQL killed',
  'PostgreSQL stopped at once',
  'event loop stalled',
  'connections used up',
  'locks taken crosswise',
  'a lock held too long',
  'every connection cut',
  'every connection silent',
] as const
export type BigFault = (typeof bigFaults)[number]

/** Scaled as the limits of a connection are; by the site's own limits it is 31 seconds. */
export const STALL_MS = 4_000

/** After so long the site gives up a connection that says nothing; longer than any stall, as the site's own limit is. */
export const SILENCE_MS = 5_000

export type Scene = {
  apps: AppProcess[]
  counts: Counts
  port: number
  ownerUrl: string
  world: World
  staged: Staged
}

const acts: Record<BigFault, (scene: Scene) => Promise<unknown>> = {
  'PostgreSQL killed': async ({ port }) => {
    killPostgres()
    await wait(300)
    await startAgain(port)
  },
  'PostgreSQL stopped at once': async ({ port }) => {
    await stopPostgresAtOnce()
    await startAgain(port)
  },
  'event loop stalled': async ({ apps }) => {
    apps[0]?.stall(STALL_MS)
    await wait(STALL_MS)
  },
  'connections used up': async ({ ownerUrl, apps }) => {
    for (const { proxy } of apps) proxy.cutAll()
    await useUpConnections(ownerUrl, 1_500)
  },
  'locks taken crosswise': async ({ ownerUrl: url, world, staged }) => {
    const { id: potId } = world.pots.small
    await Promise.all(staged.rounds.map(({ id: roundId }) => crossLocks({ url, roundId, potId })))
  },
  'a lock held too long': async ({ ownerUrl: url, staged }) => {
    await Promise.all(staged.rounds.map(({ id: roundId }) => holdRound({ url, roundId }, 3_000)))
  },
  'every connection cut': async ({ apps }) => {
    for (const { proxy } of apps) proxy.cutAll()
    await wait(100)
  },
  'every connection silent': async ({ apps }) => {
    for (const { proxy } of apps) proxy.hush()
    await wait(SILENCE_MS + 1_000)
    for (const { proxy } of apps) proxy.speak()
  },
}

export async function breakAll(fault: BigFault, scene: Scene) {
  scene.counts.fire(fault)
  await acts[fault](scene)
}
