import type { Snapshot } from '../../src/contract/snapshot.ts'

/** Something that a person typed. Its text is unlike any other of the run, and goes along as the entry's note. */
export interface Act {
  readonly text: string
  readonly entryId: string
  readonly person: string
  readonly device: string
  readonly kind: 'capture' | 'edit'
  /** The entry of which this one is a copy: it has the words which that one had by then. */
  readonly copyOf?: string
  /** The popup said that it is saved. */
  isAcknowledged: boolean
  /** The same person has edited, deleted or taken it back on the same device since. */
  isSuperseded: boolean
  /** The last snapshot, when it was nowhere to be seen in it. */
  missingIn: Snapshot | null
}

export interface Deletion {
  readonly entryId: string
  readonly person: string
  readonly device: string
  /** Of an unacknowledged one nobody knows. */
  state: 'asked' | 'acknowledged' | 'taken-back'
  /** How many snapshots with something to tell this device had shown before. */
  readonly toldBefore: number
}

/** An entry that was moved to another day, by which none of its words changed. */
export interface Move {
  readonly entryId: string
  readonly device: string
  readonly date: string
  isAcknowledged: boolean
  /** Something else was done to the entry since, wherever. */
  isOvertaken: boolean
  /** How many snapshots with something to tell this device had shown before. */
  readonly toldBefore: number
}

/** What a person has done with a week on a device. */
export interface WeekAct {
  readonly kind: 'submit' | 'recall'
  readonly person: string
  readonly device: string
  /** How many things had been typed before, over all devices. */
  readonly actsBefore: number
  /** An unacknowledged one, and one that may have been taken back, is `perhaps`. */
  state: 'perhaps' | 'acknowledged'
  /** How many snapshots with something to tell this device had shown before. */
  readonly toldBefore: number
}

/** Something that a manager has decided on a device, about an entry as it was on screen. */
export interface Decision {
  readonly entryId: string
  readonly version: number
  readonly note: string
  readonly decision: 'approved' | 'rejected'
  readonly device: string
  /** Decisions of one act have it in common. */
  readonly operationId: string
  /** Of an unacknowledged one, and of one that may have been taken back, nobody knows. */
  state: 'asked' | 'acknowledged' | 'perhaps-taken-back' | 'taken-back'
  /** How many snapshots with something to tell this device had shown before. */
  readonly toldBefore: number
}

/** The same at the server: of this entry, in this version, to this end. */
export function isSameDecision(
  a: Pick<Decision, 'entryId' | 'version' | 'decision'>,
  b: Pick<Decision, 'entryId' | 'version' | 'decision'>,
): boolean {
  return a.entryId === b.entryId && a.version === b.version && a.decision === b.decision
}
