import { MAX_ENTRY_MINUTES } from '../domain/duration.ts'
import { MAX_NAME_LENGTH, MAX_NOTE_LENGTH, MAX_TAG_LENGTH, MAX_TAGS } from '../domain/entry.ts'
import { isLocalDate } from '../domain/local-date.ts'
import { z } from './zod.ts'

// What an entry is made of, wherever it crosses a boundary. Built where it is used.

export const localDate = () =>
  z.string().check(z.refine(isLocalDate, 'must be a calendar day, YYYY-MM-DD'), z.meta({ format: 'date' }))
export const minutes = () => z.int().check(z.minimum(1), z.maximum(MAX_ENTRY_MINUTES))
/** PostgreSQL stores neither NUL nor half of a surrogate pair. */
export const text = () =>
  z
    .string()
    .check(z.refine((value) => value.isWellFormed() && !value.includes('\0'), 'must be text without NUL'))
export const name = () => text().check(z.trim(), z.minLength(1), z.maxLength(MAX_NAME_LENGTH))
export const tags = () =>
  z.array(text().check(z.trim(), z.minLength(1), z.maxLength(MAX_TAG_LENGTH))).check(z.maxLength(MAX_TAGS))
export const note = () => text().check(z.maxLength(MAX_NOTE_LENGTH))
export const startTime = () =>
  z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time of day, HH:MM'))

const DATE_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})?$/

/** A calendar day, or the base profile's date-time, of which the day as written is kept. */
export const dateOrDateTime = () =>
  z.pipe(
    z.string().check(z.maxLength(40)),
    z.transform((text: string) => (DATE_TIME.test(text) ? text.slice(0, 10) : text)),
  )
