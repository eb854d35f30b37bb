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

/** What is left to know of the tries of an operation whose content is another from now on. */
export function triesBefore(operation: Operation): Pick<Operation, 'attempts' | 'tried' | 'wasRefused'> {
  const { attempts, wasRefused = false } = operation
  return {
    attempts: mayHaveArrived(operation) ? 1 : 0,
    tried: triedContents(operation),
    ...((attempts > 0 || wasRefused) && { wasRefused: true }),
  }
}
