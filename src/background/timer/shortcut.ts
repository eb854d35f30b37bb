import { readCaptureLine } from '../../domain/capture-line.ts'
import { captureWordsFor } from '../../domain/capture-words.ts'
import type { LocalDate } from '../../domain/local-date.ts'
import { capabilitiesOf } from '../../domain/permissions.ts'
import type { TimerWork } from '../../domain/timer.ts'
import { timerWorkOf } from '../../domain/timer-line.ts'
import type { Draft } from '../../platform/draft-store.ts'
import { authorOf, readAccount } from '../account.ts'
import type { Database, StoredAccount } from '../store/database.ts'
import { toggle } from './acts.ts'
import type { Timers } from './timers.ts'

export interface ShortcutDeps {
  readonly database: Database
  readonly timers: Timers
  readonly today: () => LocalDate
  readonly language: () => string
  readonly newId: () => string
  readonly readDraft: () => Promise<Draft | null>
  readonly writeDraft: (draft: Draft) => Promise<void>
  readonly openPopup: () => Promise<boolean>
  /** Each minute from now on, lest the worker be stopped before it has said that a timer runs. */
  readonly startTicking: () => Promise<void>
  /** Publishes, and sends what was booked. */
  readonly afterAct: (minutes: number | null) => Promise<void>
}

const NOTHING_SAID: TimerWork = {
  project: null,
  projectId: null,
  task: null,
  tags: [],
  note: '',
  billable: true,
}

/**
 * The keyboard's start and stop. It starts what the line says, where that is fit, and empties the line then. Where a
 * question about the running timer stands nothing is booked: the popup opens, in which it is asked.
 */
export async function pressTimerKey(deps: ShortcutDeps): Promise<void> {
  const account = await readAccount(deps.database)
  if (!account || !capabilitiesOf(account.scopes, account.profile).create) return
  const draft = await deps.readDraft()
  const text = draft?.account === account.key ? draft.text : ''
  const work = await workOf(text, account, deps)
  await deps.startTicking()
  const { outcome, minutes, before } = await deps.timers.act(
    authorOf(account),
    toggle(deps.newId(), work ?? NOTHING_SAID),
  )
  if (outcome === 'done' && !before && work && draft && text !== '')
    await deps.writeDraft({ ...draft, text: '', entryId: null })
  await deps.afterAct(minutes)
  if (outcome === 'unanswered') await deps.openPopup()
}

/** Null where the line is no timer's, such as one with a duration: it stays then. */
async function workOf(
  text: string,
  account: StoredAccount,
  { database, today, language }: ShortcutDeps,
): Promise<TimerWork | null> {
  const projects = await database.getAllFromIndex('projects', 'account', account.key)
  const reading = readCaptureLine(text, { today: today(), words: captureWordsFor(language()), projects })
  const work = timerWorkOf(reading, today())
  return work.ok ? work.value : null
}
