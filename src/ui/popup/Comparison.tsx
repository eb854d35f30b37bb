import { useLayoutEffect, useRef } from 'preact/hooks'
import { type ContentField, differingFields } from '../../domain/conflict.ts'
import { formatDuration } from '../../domain/duration.ts'
import type { EntryContent } from '../../domain/entry.ts'
import { text } from '../../platform/texts.ts'
import { Booking } from '../components/Booking.tsx'
import { Foreign } from '../components/Foreign.tsx'
import { Note } from '../components/Note.tsx'
import { Tags } from '../components/Tags.tsx'
import { Choices } from './Choices.tsx'
import type { ConflictedEntry } from './conflict-acts.ts'
import { usePopup } from './popup-context.ts'
import { fromDifference } from './text-difference.ts'

/** The two versions of an entry, and the choice between them. */
export function Comparison({ entry }: { readonly entry: ConflictedEntry }) {
  const { conflicts } = usePopup()
  const panel = useRef<HTMLElement>(null)
  useLayoutEffect(() => panel.current?.scrollIntoView({ block: 'nearest' }), [])
  const { theirs } = entry.conflict
  return (
    <section
      ref={panel}
      id={`conflict-${entry.id}`}
      class="comparison"
      aria-label={text('comparison')}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.preventDefault()
        conflicts.comparing.value = null
      }}
    >
      {typeof theirs !== 'string' && <Versions entry={entry} theirs={theirs} />}
      <Choices entry={entry} />
    </section>
  )
}

interface VersionsProps {
  readonly entry: ConflictedEntry
  readonly theirs: EntryContent
}

/** Side by side, where they differ. */
function Versions({ entry, theirs }: VersionsProps) {
  const fields = differingFields(entry, theirs)
  if (fields.length === 0) return null
  const isDeletion = entry.conflict.mine === 'deletion'
  return (
    <table class="versions">
      <thead>
        <tr>
          <td />
          <th scope="col">{text(isDeletion ? 'versionDeleted' : 'versionMine')}</th>
          <th scope="col">{text(isDeletion ? 'versionNow' : 'versionTheirs')}</th>
        </tr>
      </thead>
      <tbody>
        {fields.map((field) => (
          <tr key={field}>
            <th scope="row">{fieldName(field)}</th>
            <td>
              <FieldValue field={field} content={entry} other={theirs} />
            </td>
            <td>
              <FieldValue field={field} content={theirs} other={entry} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

interface FieldValueProps {
  readonly field: ContentField
  readonly content: EntryContent
  readonly other: EntryContent
}

function FieldValue({ field, content, other }: FieldValueProps) {
  const { snapshot, formats } = usePopup()
  switch (field) {
    case 'minutes':
      return <span class="figures">{formatDuration(content.minutes)}</span>
    case 'date':
      return formats.day(content.date)
    case 'start':
      return <span class="figures">{content.start ?? text('fieldEmpty')}</span>
    case 'project':
      return <Booking entry={content} projects={snapshot.value?.projects ?? []} />
    case 'task':
      return content.task === null ? text('fieldEmpty') : <Foreign words={content.task} />
    case 'tags':
      return content.tags.length === 0 ? text('fieldEmpty') : <Tags tags={content.tags} />
    case 'note':
      return content.note.trim() === '' ? (
        text('fieldEmpty')
      ) : (
        <Note note={fromDifference(content.note, other.note)} />
      )
    case 'billable':
      return text(content.billable ? 'yes' : 'no')
    default:
      return field satisfies never
  }
}

function fieldName(field: ContentField): string {
  switch (field) {
    case 'minutes':
      return text('fieldDuration')
    case 'date':
      return text('fieldDate')
    case 'start':
      return text('fieldStart')
    case 'project':
      return text('fieldProject')
    case 'task':
      return text('fieldTask')
    case 'tags':
      return text('fieldTags')
    case 'note':
      return text('fieldNote')
    case 'billable':
      return text('fieldBillable')
    default:
      return field satisfies never
  }
}
