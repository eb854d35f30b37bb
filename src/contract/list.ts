import { z } from './zod.ts'

/** More than this in one answer is no timesheet. */
const MAX_ROWS = 20_000

/** A received list. The length is checked first: of a list that is too long no row is looked at. */
export function listOf<Row extends z.ZodMiniType>(row: Row) {
  return z.array(row).check(z.maxLength(MAX_ROWS))
}
