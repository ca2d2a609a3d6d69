/** The page of a list asked for with `?page=`; anything that is no page number is the first. */
export function pageOf(request: Request) {
  const page = Number(new URL(request.url).searchParams.get('page') ?? 1)
  return Number.isSafeInteger(page) && page >= 1 && page <= 100_000 ? page : 1
}
