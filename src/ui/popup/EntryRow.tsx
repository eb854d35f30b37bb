import { Pencil, Trash2 } from 'lucide-preact'
import type { EntryView } from '../../contract/snapshot.ts'
import { formatDuration } from '../../domain/duration.ts'
import { isLocked } from '../../domain/entry.ts'
import { text } from '../../platform/texts.ts'
import { Booking } from '../components/Booking.tsx'
import { Note } from '../components/Note.tsx'
import { Tags } from '../components/Tags.tsx'
import { EntryMark, EntryTrouble } from './EntryMark.tsx'
import { usePopup } from './popup-context.ts'

interface EntryRowProps {
  readonly entry: EntryView
  readonly withDay: boolean
}

export function EntryRow({ entry, withDay }: EntryRowProps) {
  const { snapshot, formats } = usePopup()
  const summaryId = `entry-${entry.id}`
  return (
    <div class="entry">
      <span class="entry-length figures">{formatDuration(entry.minutes)}</span>
      <div class="entry-words" id={summaryId}>
        <div class="entry-first">
          <Booking entry={entry} projects={snapshot.value?.projects ?? []} />
          <Tags tags={entry.tags} />
          {withDay && <span class="soft small">{formats.day(entry.date)}</span>}
        </div>
        <Note note={entry.note} />
        <EntryTrouble entry={entry} />
      </div>
      <RowActions entry={entry} describedBy={summaryId} />
      <EntryMark entry={entry} />
    </div>
  )
}

function RowActions({ entry, describedBy }: { readonly entry: EntryView; readonly describedBy: string }) {
  const { snapshot, editing, deleteEntry } = usePopup()
  const can = snapshot.value?.can
  // In a conflict the choice between the versions comes first.
  if (!can || isLocked(entry) || entry.conflict) return null
  // What is on this device alone is not yet in the hands of a server that changes nothing.
  const isOursAlone = can.create && entry.sync !== 'sent'
  return (
    <div class="entry-actions">
      {(can.change || isOursAlone) && (
        <button
          type="button"
          class="icon-button"
          data-action="edit"
          aria-label={text('edit')}
          title={text('edit')}
          aria-describedby={describedBy}
          onClick={() => {
            editing.value = entry.id
          }}
        >
          <Pencil size={15} aria-hidden="true" />
        </button>
      )}
      {(can.delete || isOursAlone) && (
        <button
          type="button"
          class="icon-button"
          data-action="delete"
          aria-label={text('delete')}
          title={text('delete')}
          aria-describedby={describedBy}
          onClick={() => deleteEntry(entry)}
        >
          <Trash2 size={15} aria-hidden="true" />
        </button>
      )}
    </div>
  )
}
