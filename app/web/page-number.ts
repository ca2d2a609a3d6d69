/** Where a page of a long list starts, as a whole number in the address; anything else is the start. */
export function cursorOf(request: Request, name: string) {
  const asked = Number(new URL(request.url).searchParams.get(name) ?? 0)
  return Number.isSafeInteger(asked) && asked > 0 && asked <= 2_147_483_647 ? asked : undefined
}
