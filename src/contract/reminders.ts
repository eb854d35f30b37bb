import { MAX_DAY_MINUTES } from '../domain/entry.ts'
import type { ReminderPreferences } from '../domain/reminders.ts'
import { lazily, z } from './zod.ts'

const weekday = () => z.int().check(z.minimum(1), z.maximum(7))
const time = () => z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/))

const weekly = () => z.strictObject({ isOn: z.boolean(), weekday: weekday(), time: time() })

/** What the user wants to be reminded of, on this device. */
export const remindersSchema = lazily(() =>
  z.strictObject({
    deadline: weekly(),
    approvals: weekly(),
    daily: z.strictObject({
      isOn: z.boolean(),
      weekdays: z.readonly(z.array(weekday()).check(z.maxLength(7))),
      time: time(),
      underMinutes: z.int().check(z.minimum(1), z.maximum(MAX_DAY_MINUTES)),
    }),
  }),
)

/** Quiet: nothing but the end of the working week, until somebody asks for more. */
export const DEFAULT_REMINDERS: ReminderPreferences = {
  deadline: { isOn: true, weekday: 5, time: '15:00' },
  approvals: { isOn: false, weekday: 1, time: '10:00' },
  daily: { isOn: false, weekdays: [1, 2, 3, 4, 5], time: '17:00', underMinutes: 480 },
}

export const REMINDER_COMMANDS = {
  'read-reminders': { from: ['options'], input: () => z.strictObject({}), output: remindersSchema },
  'save-reminders': { from: ['options'], input: remindersSchema, output: remindersSchema },
} as const
export type ReminderCommandName = keyof typeof REMINDER_COMMANDS
