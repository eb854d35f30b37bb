import { MAX_NOTE_LENGTH, MAX_TAG_LENGTH, MAX_TAGS } from '../domain/entry.ts'
import { text } from '../platform/texts.ts'
import { durationSentence } from './capture-sentence.ts'
import type { EntryFields, FieldFault } from './popup/entry-form.ts'

/** What is wrong with one field of an entry, in words. */
export function fieldSentence(fault: FieldFault, fields: EntryFields): string {
  switch (fault.field) {
    case 'duration':
      return durationSentence(fault.reason, fields.duration)
    case 'date':
      return text(fault.reason === 'not-a-date' ? 'faultNoDate' : 'faultDateInFuture')
    case 'tags':
      return fault.reason === 'too-many'
        ? text('faultTagsTooMany', String(MAX_TAGS))
        : text('faultSomeTagTooLong', String(MAX_TAG_LENGTH))
    case 'note':
      return text('faultNoteTooLong', String(MAX_NOTE_LENGTH))
    default:
      return fault satisfies never
  }
}
