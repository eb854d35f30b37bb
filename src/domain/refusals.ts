import type { FailureCode } from './failure.ts'

const OVER: readonly FailureCode[] = ['already-decided', 'not-found', 'not-submitted', 'own-entry']

/** Of a decision that came to nothing: the entry does not wait any more, there is only to take note of it. */
export function isOver({ code }: { readonly code: FailureCode }): boolean {
  return OVER.includes(code)
}
