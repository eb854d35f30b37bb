import { type ContentField, differingFields } from '../../domain/conflict.ts'
import { formatDuration } from '../../domain/duration.ts'
import type { EntryContent } from '../../domain/entry.ts'
import { text } from '../../platform/texts.ts'
import { Booking } from '../components/Booking.tsx'
import { Foreign } from '../components/Foreign.tsx'
import { Note } from '../components/Note.tsx'
import { Tags } from '../components/Tags.tsx'
import { usePopup } from './popup-context.ts'
import { fromDifference } from './text-difference.ts'

interface VersionsProps {
  readonly before: EntryContent
  readonly after: EntryContent
  readonly beforeTitle: string
  readonly afterTitle: string
}

/** Two versions of an entry side by side, where they differ. */
export function Versions({ before, after, beforeTitle, afterTitle }: VersionsProps) {
  const fields = differingFields(before, after)
  if (fields.length === 0) return null
  return (
    <table class="versions">
      <thead>
        <tr>
          <td />
          <th scope="col">{beforeTitle}</th>
          <th scope="col">{afterTitle}</th>
        </tr>
      </thead>
      <tbody>
        {fields.map((field) => (
          <tr key={field}>
            <th scope="row">{fieldName(field)}</th>
            <td>
              <FieldValue field={field} content={before} other={after} />
            </td>
            <td>
              <FieldValue field={field} content={after} other={before} />
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
  const { projects, formats } = usePopup()
  switch (field) {
    case 'minutes':
      return <span class="figures">{formatDuration(content.minutes)}</span>
    case 'date':
      return formats.day(content.date)
    case 'start':
      return <span class="figures">{content.start ?? text('fieldEmpty')}</span>
    case 'project':
      return (
        <Booking
          entry={{ project: content.project, projectId: content.projectId }}
          projects={projects.value}
        />
      )
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
