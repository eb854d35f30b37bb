import type { Outcome } from '../outcome.ts'

/** Runs one act and shows what came of it; false where it failed. */
export type Act = <Value>(
  run: () => Promise<Value>,
  told: (value: Value) => Outcome | null,
) => Promise<boolean>
