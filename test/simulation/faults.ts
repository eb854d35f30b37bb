/** Something that can happen now; the heavier, the likelier. */
export interface Possibility {
  readonly weight: number
  readonly happen: () => Promise<void>
}

/** What may go wrong in a run. Each run leaves some out: faults that never stop hide each other. */
export const FAULTS = [
  'eviction',
  'lost request',
  'lost answer',
  'late delivery',
  'doubled delivery',
  'refusal on the way',
  'conflict on the way',
  'answer replaced on the way',
  'description replaced on the way',
  'server killed',
  'clock jump',
  'token expired',
  'session over',
  'permission withdrawn',
  'another person',
] as const
export type Fault = (typeof FAULTS)[number]
