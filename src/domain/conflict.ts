import { type Entry, type EntryContent, isLocked } from './entry.ts'

/** An act of this device that was refused because the entry is no longer what the act was made on. */
export interface Conflict {
  /** What was done here: the content stands in the entry itself, a deletion in nothing. */
  readonly mine: 'change' | 'deletion'
  /** The entry as the server has it now; `unknown` until the server has said so. */
  readonly theirs: Entry | 'gone' | 'unknown'
  /** The server said that the entry can no longer change. */
  readonly locked: boolean
}

export type ConflictKind = 'changed' | 'rejected' | 'locked' | 'gone' | 'unknown'

/** What has happened to the entry meanwhile. */
export function kindOf({ theirs, locked }: Conflict): ConflictKind {
  if (theirs === 'gone') return 'gone'
  if (locked) return 'locked'
  if (theirs === 'unknown') return 'unknown'
  return theirs.status === 'rejected' ? 'rejected' : 'changed'
}

/** `mine` is sent again for the version of theirs; `new` logs the content of mine under an id of its own. */
export type Choice = 'mine' | 'theirs' | 'edit' | 'new'

/** What can settle it: nothing is sent over a version that nobody here has seen, nor over one that is locked. */
export function choicesOf(conflict: Conflict): readonly Choice[] {
  const kind = kindOf(conflict)
  const isOpen = kind === 'changed' || kind === 'rejected'
  if (conflict.mine === 'deletion') return isOpen ? ['mine', 'theirs'] : ['theirs']
  return isOpen ? ['mine', 'theirs', 'edit'] : ['new', 'theirs']
}

/** The version that a choice is made about; 0 where there is none to see. */
export function versionOf(theirs: Conflict['theirs']): number {
  return typeof theirs === 'string' ? 0 : theirs.version
}

/** The refused act beside a newer version of the server's; an older one changes nothing. */
export function withTheirs(conflict: Conflict, theirs: Entry): Conflict {
  if (theirs.version <= versionOf(conflict.theirs)) return conflict
  return { ...conflict, theirs, locked: isLocked(theirs) }
}

export type ContentField = 'date' | 'start' | 'minutes' | 'project' | 'task' | 'tags' | 'note' | 'billable'

/** The fields in which two versions differ, in the order in which they are shown. */
export function differingFields(a: EntryContent, b: EntryContent): readonly ContentField[] {
  const isSame: Readonly<Record<ContentField, boolean>> = {
    minutes: a.minutes === b.minutes,
    date: a.date === b.date,
    start: a.start === b.start,
    project: a.project === b.project && a.projectId === b.projectId,
    task: a.task === b.task,
    tags: a.tags.join('\n') === b.tags.join('\n'),
    note: a.note === b.note,
    billable: a.billable === b.billable,
  }
  return (Object.keys(isSame) as ContentField[]).filter((field) => !isSame[field])
}

export function sameContent(a: EntryContent, b: EntryContent): boolean {
  return differingFields(a, b).length === 0
}
