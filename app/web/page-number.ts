import { z } from 'zod'
import { ListPlace } from '#app/core/list-place.ts'

/** Where a page of a long list starts, as a whole number in the address; anything else is the start. */
export function cursorOf(request: Request, name: string) {
  const asked = Number(new URL(request.url).searchParams.get(name) ?? 0)
  return Number.isSafeInteger(asked) && asked > 0 && asked <= 2_147_483_647 ? asked : undefined
}

/** Where a page of a list starts that is ordered by an instant, or else the start. */
export function readPlace(request: Request, name: string) {
  const asked = ListPlace.safeParse(new URL(request.url).searchParams.get(name))
  return asked.success ? asked.data : undefined
}

/** Where a page of a list starts whose order is that of ids: the last row of the page before, or else the start. */
export function readIdPlace(request: Request, name: string) {
  const asked = z.uuid().safeParse(new URL(request.url).searchParams.get(name))
  return asked.success ? asked.data : undefined
}
