import { signingOf } from '#app/ui/signing.tsx'

/**
 * What a route answers or throws, as Remix hands it on, when it says "not you" or "not there". Being asked for a proof is
 * neither.
 */
export function isRefusal(answer: unknown) {
  if (typeof answer !== 'object' || answer === null || signingOf(answer)) return false
  const { status, init } = answer as { status?: unknown; init?: { status?: unknown } | null }
  return [403, 404].some((no) => no === status || no === init?.status)
}
