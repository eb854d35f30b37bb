import type { EntryContent } from '../../domain/entry.ts'
import type { Operation } from '../store/database.ts'

/** A refusal is about the last try alone: of those before it nobody knows. */
export function mayHaveArrived({ attempts, parked }: Pick<Operation, 'attempts' | 'parked'>): boolean {
  return attempts > (parked ? 1 : 0)
}

/** What the server may have stored of a new entry without this device knowing, each as it was tried. */
export function triedContents(operation: Operation): readonly EntryContent[] {
  const { act, tried = [] } = operation
  return act.kind === 'create' && mayHaveArrived(operation) ? [...tried, act.content] : tried
}
