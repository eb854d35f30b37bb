import { type ReadonlySignal, type Signal, signal } from '@preact/signals'
import type { ReminderPreferences } from '../../domain/reminders.ts'
import { attempt, type Failure } from '../attempt.ts'
import type { Send } from '../send.ts'

export interface RemindersModel {
  /** Null until the worker has answered. */
  readonly preferences: ReadonlySignal<ReminderPreferences | null>
  /** Whether what is on screen was changed here and is stored. */
  readonly isSaved: ReadonlySignal<boolean>
  readonly load: () => Promise<void>
  /** Shown at once and stored at once: there is nothing to press. */
  readonly change: (next: ReminderPreferences) => Promise<void>
}

export function createRemindersModel(send: Send, failure: Signal<Failure | null>): RemindersModel {
  const preferences = signal<ReminderPreferences | null>(null)
  const isSaved = signal(false)

  return {
    preferences,
    isSaved,
    load: async () => {
      const answer = await attempt(() => send('read-reminders', {}))
      if (answer.ok) preferences.value = answer.value
      else failure.value = answer.failure
    },
    change: async (next) => {
      preferences.value = next
      isSaved.value = false
      const answer = await attempt(() => send('save-reminders', next))
      failure.value = answer.ok ? null : answer.failure
      isSaved.value = answer.ok && preferences.value === next
    },
  }
}
