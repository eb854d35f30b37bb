import { DEFAULT_REMINDERS, remindersSchema } from '../contract/reminders.ts'
import type { ReminderMemory, ReminderPreferences } from '../domain/reminders.ts'
import { nativeBrowser } from './native-browser.ts'

const KEY = 'reminders'
const MEMORY_KEY = 'reminded'

/** What was chosen on this device; the defaults before that, and where it was stored in another shape. */
export async function readReminders(): Promise<ReminderPreferences> {
  const stored: unknown = (await nativeBrowser.storage.local.get(KEY))[KEY]
  // What was stored before there was one of these keeps the others.
  const known = remindersSchema().safeParse({ ...DEFAULT_REMINDERS, ...Object(stored) })
  return known.success ? known.data : DEFAULT_REMINDERS
}

export async function writeReminders(preferences: ReminderPreferences): Promise<void> {
  await nativeBrowser.storage.local.set({ [KEY]: preferences })
}

/** Null before the first look. */
export async function readReminded(): Promise<ReminderMemory | null> {
  const stored = (await nativeBrowser.storage.local.get(MEMORY_KEY))[MEMORY_KEY]
  return (stored as ReminderMemory | undefined) ?? null
}

export async function writeReminded(memory: ReminderMemory): Promise<void> {
  await nativeBrowser.storage.local.set({ [MEMORY_KEY]: memory })
}
