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

type Said = { data: { error: string }; init: ResponseInit | null }

/** What a Refusal says that `show` or `submit` made an answer of, returned or thrown. */
export function saidIn(answer: unknown): Said | undefined {
  if (typeof answer !== 'object' || !answer || !('init' in answer)) return undefined
  const { data } = answer as { data?: { error?: unknown } | null }
  return typeof data?.error === 'string' ? (answer as Said) : undefined
}
