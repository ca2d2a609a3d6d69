/** The page of a list asked for with `?page=`; anything that is no page number is the first. */
export function pageOf(request: Request) {
  const page = Number(new URL(request.url).searchParams.get('page') ?? 1)
  return Number.isSafeInteger(page) && page >= 1 && page <= 100_000 ? page : 1
}

/** Where a page of a long list starts, as a whole number in the address; anything else is the start. */
export function cursorOf(request: Request, name: string) {
  const asked = Number(new URL(request.url).searchParams.get(name) ?? 0)
  return Number.isSafeInteger(asked) && asked > 0 && asked <= 2_147_483_647 ? asked : undefined
}
