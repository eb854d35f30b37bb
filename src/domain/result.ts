/** An expected input problem is a value, not an exception: what was wrong. */
export type Result<Value, Reason extends string> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly reason: Reason }

export const succeed = <Value>(value: Value) => ({ ok: true, value }) as const
export const refuse = <Reason extends string>(reason: Reason) => ({ ok: false, reason }) as const
