import { copyOf } from '../../domain/copies.ts'
import { contentOfEntry, type EntryContent } from '../../domain/entry.ts'
import { fail } from '../../domain/failure.ts'
import type { LocalDate } from '../../domain/local-date.ts'
import { type StoredUndo, singletonIn, type UndoStep } from '../store/database.ts'
import { type Decision, decideAll, forgetRefusals } from './decisions.ts'
import { addEntry, changeEntry, removeEntry } from './entry-steps.ts'
import { type Author, UNDO_WINDOW_MS } from './operations.ts'
import { takeBack } from './take-back.ts'
import { findEntry, type OutboxDeps, offerUndo, type Writing, writeAtOnce } from './writing.ts'

/** A copy of an entry, under an id that the page made. */
export interface Copy {
  readonly id: string
  /** The entry that is copied. */
  readonly of: string
  readonly date: LocalDate
}

export type Outbox = ReturnType<typeof createOutbox>

/**
 * Acts of the user. Each is one transaction: what the lists show and what the server must be told change
 * together or not at all, and have become durable when the promise resolves.
 */
export function createOutbox(deps: OutboxDeps) {
  const removeAll = (author: Author, ids: readonly string[], heldForMs: number) =>
    writeAtOnce(deps, async (writing) => {
      const steps: UndoStep[] = []
      for (const id of ids) {
        const step = await removeEntry(writing, author, id, heldForMs)
        if (step) steps.push(step)
      }
      if (heldForMs > 0) await offerUndoOf(writing, author, 'deleted', steps)
    })

  return {
    /** Stores a new entry under the id that the page made; the same id again changes nothing. `act`: with others. */
    async capture(author: Author, id: string, content: EntryContent, act?: string): Promise<void> {
      await writeAtOnce(deps, async (writing) => {
        const operationId = await addEntry(writing, author, id, content)
        if (operationId !== null)
          await offerUndoOfAddition(writing, author, { operationId, entryId: id }, act)
      })
    },

    /** New entries with the content of others; ids that are here already change nothing. */
    async copy(author: Author, copies: readonly Copy[]): Promise<void> {
      await writeAtOnce(deps, async (writing) => {
        const steps: UndoStep[] = []
        for (const { id, of, date } of copies) {
          const source = await findEntry(writing, author.account, of)
          if (!source || source.deleted) return fail('not-found')
          const operationId = await addEntry(writing, author, id, copyOf(source.entry, date))
          if (operationId !== null) steps.push({ operationId, entryId: id })
        }
        await offerUndoOf(writing, author, 'copied', steps)
      })
    },

    /** `seenVersion`: the server's version that stood beside this one when the edit was made, in a conflict. */
    async edit(author: Author, id: string, content: EntryContent, seenVersion?: number): Promise<void> {
      await writeAtOnce(deps, (writing) => changeEntry(writing, author, id, content, seenVersion))
    },

    /** To another day, all of them or none. In a conflict the choice between the versions comes first. */
    async move(author: Author, ids: readonly string[], date: LocalDate): Promise<void> {
      await writeAtOnce(deps, async (writing) => {
        const steps: UndoStep[] = []
        for (const id of ids) {
          const local = await findEntry(writing, author.account, id)
          if (!local) return fail('not-found')
          if (local.conflict) return fail('version-conflict')
          if (local.entry.date === date) continue
          const content = { ...contentOfEntry(local.entry), date }
          const operationId = await changeEntry(writing, author, local.id, content)
          steps.push({ operationId, entryId: local.id, movedFrom: local.entry.date })
        }
        await offerUndoOf(writing, author, 'moved', steps)
      })
    },

    async remove(author: Author, id: string, heldForMs: number = UNDO_WINDOW_MS): Promise<void> {
      await removeAll(author, [id], heldForMs)
    },

    /** All of them or none; what is deleted already stays so. */
    async removeAll(author: Author, ids: readonly string[]): Promise<void> {
      await removeAll(author, ids, UNDO_WINDOW_MS)
    },

    /** Until when it can be taken back, epoch milliseconds; null where it was decided before. */
    async decide(author: Author, decision: Decision): Promise<number | null> {
      return await writeAtOnce(deps, (writing) => decideAll(writing, author, decision))
    },

    async forgetRefusals(author: Author, ids: readonly string[]): Promise<void> {
      await writeAtOnce(deps, (writing) => forgetRefusals(writing, author, ids))
    },

    /** Takes an act back; false when it is too late. */
    async undo(author: Author, operationId: string): Promise<boolean> {
      return await writeAtOnce(deps, (writing) => takeBack(writing, author, operationId))
    },
  }
}

/** Together with the additions of the same act before it. */
async function offerUndoOfAddition(
  writing: Writing,
  author: Author,
  step: UndoStep,
  act: string | undefined,
): Promise<void> {
  const singletons = writing.transaction.objectStore('singletons')
  const before = act === undefined ? null : await singletonIn(singletons, 'undo')
  if (!before || before.act !== act || before.account !== author.account)
    return await offerUndoOf(writing, author, 'added', [step], act)
  await offerUndo(writing, { ...before, others: [...(before.others ?? []), step] })
}

async function offerUndoOf(
  writing: Writing,
  { account }: Author,
  kind: StoredUndo['kind'],
  steps: readonly UndoStep[],
  act?: string,
): Promise<void> {
  const [first, ...others] = steps
  if (!first) return
  await offerUndo(writing, {
    account,
    kind,
    ...first,
    ...(others.length > 0 && { others }),
    ...(act !== undefined && { act }),
  })
}
