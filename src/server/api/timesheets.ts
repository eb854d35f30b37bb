import type { EntryStatus } from '../../domain/entry.ts'
import { lockDay, lockEntry, updateEntry, wireEntry } from '../store/entries.ts'
import type { EntryRow } from '../store/schema.ts'
import { answerOnce } from './answer-once.ts'
import { bookEntry, changedContent, checkDay, contentOf, hasContent } from './booking.ts'
import type { Handler } from './call.ts'
import { entryNotFound, refuseLocked, refuseStale } from './versions.ts'

export const createTimesheet: Handler<'createTimesheet'> = (call) =>
  answerOnce('createTimesheet', call, async (writing) => {
    const content = await contentOf(writing, call.body, '')
    const { row, isNew } = await bookEntry(
      writing,
      call.caller.user,
      call.body.id,
      content,
      statusOf(call.body),
    )
    return { status: isNew ? 201 : 200, body: wireEntry(row) }
  })

export const changeTimesheet: Handler<'changeTimesheet'> = ({ database, now, newId, ...call }) =>
  database.transact(async (queries) => {
    const stored = await lockEntry(queries, call.id)
    if (!stored || stored.userId !== call.caller.user || stored.deletedAt) throw entryNotFound()
    refuseLocked(stored)
    refuseStale(stored, call.ifMatch)

    const content = await changedContent({ queries, now, newId }, stored, call.body)
    if (hasContent(stored, content) && stored.status !== 'rejected') {
      return { status: 200, body: wireEntry(stored) }
    }
    await lockDay(queries, stored.userId, content.date)
    await checkDay(queries, stored.userId, content, stored.date === content.date ? stored.minutes : 0)
    const changed: EntryRow = {
      ...stored,
      ...content,
      ...(stored.status === 'rejected' && reopened(stored, statusOf(call.body), now)),
      version: stored.version + 1,
      updatedAt: now,
    }
    return { status: 200, body: wireEntry(await updateEntry(queries, changed)) }
  })

/** What the owner says of a new or a rejected entry; another one's time to wait began when it was submitted. */
function statusOf({ status }: { readonly status?: EntryStatus | undefined }): 'draft' | 'submitted' {
  return status === 'draft' ? 'draft' : 'submitted'
}

/** A rejected entry that was changed: the review was of something else. */
function reopened({ version }: EntryRow, status: 'draft' | 'submitted', now: Date) {
  const isSubmitted = status === 'submitted'
  const submitted = {
    submittedAt: isSubmitted ? now : null,
    submittedVersion: isSubmitted ? version + 1 : null,
  }
  return { status, ...submitted, reviewBy: null, reviewAt: null, reviewComment: null }
}

export const deleteTimesheet: Handler<'deleteTimesheet'> = ({ database, caller, now, id, ifMatch }) =>
  database.transact(async (queries) => {
    const stored = await lockEntry(queries, id)
    if (!stored || stored.userId !== caller.user) throw entryNotFound()
    if (stored.deletedAt) return { status: 204, body: null }
    refuseLocked(stored)
    refuseStale(stored, ifMatch)
    await updateEntry(queries, { ...stored, version: stored.version + 1, updatedAt: now, deletedAt: now })
    return { status: 204, body: null }
  })
