import { formatDuration } from '../domain/duration.ts'
import type { EntryContent } from '../domain/entry.ts'

/** An entry as one line of plain text: `2026-11-20 · 2:00 · Website · #workshop · design review`. */
export function entryLine({ date, start, minutes, project, task, tags, note }: EntryContent): string {
  const words = tags.map((tag) => `#${tag}`).join(' ')
  return [date, start, formatDuration(minutes), project, task, words, note].filter(Boolean).join(' · ')
}
