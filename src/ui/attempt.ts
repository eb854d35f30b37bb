import { type FailureCode, failureCodeOf, failureDetailOf } from '../domain/failure.ts'

export interface Failure {
  readonly code: FailureCode
  readonly detail: string | null
  /** Epoch milliseconds; absent for what failed in this page, just now. */
  readonly atMs?: number | undefined
}

export type Attempt<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly failure: Failure }

/** Runs what can break and gives the failure as a value, so that a page can show it. */
export async function attempt<Value>(act: () => Promise<Value>): Promise<Attempt<Value>> {
  try {
    return { ok: true, value: await act() }
  } catch (error) {
    return { ok: false, failure: { code: failureCodeOf(error), detail: failureDetailOf(error) } }
  }
}
