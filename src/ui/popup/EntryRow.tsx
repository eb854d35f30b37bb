import { Ellipsis, Pencil, Trash2 } from 'lucide-preact'
import type { EntryView } from '../../contract/snapshot.ts'
import { hasTime } from '../../domain/day-times.ts'
import { formatDuration } from '../../domain/duration.ts'
import { text } from '../../platform/texts.ts'
import { Booking } from '../components/Booking.tsx'
import { Note } from '../components/Note.tsx'
import { Tags } from '../components/Tags.tsx'
import { EntryMark, EntryTrouble } from './EntryMark.tsx'
import { permitsOf } from './entry-permits.ts'
import { usePopup } from './popup-context.ts'
import { useWeek } from './week-view-model.ts'

interface EntryRowProps {
  readonly entry: EntryView
  readonly withDay: boolean
  /** Whether it is to be chosen or not, and nothing else. */
  readonly isChoosable: boolean
}

export function EntryRow({ entry, withDay, isChoosable }: EntryRowProps) {
  const { projects, formats } = usePopup()
  const summaryId = `entry-${entry.id}`
  return (
    <div class="entry" data-choosable={isChoosable}>
      {isChoosable && <EntryCheck entry={entry} describedBy={summaryId} />}
      <span class="entry-length figures">{formatDuration(entry.minutes)}</span>
      <div class="entry-words" id={summaryId}>
        <div class="entry-first">
          <Booking entry={entry} projects={projects.value} />
          <Tags tags={entry.tags} />
          {hasTime(entry) && (
            <span class="soft small figures">{formats.timeRange(entry.start, entry.minutes)}</span>
          )}
          {withDay && <span class="soft small">{formats.day(entry.date)}</span>}
        </div>
        <Note note={entry.note} />
        <EntryTrouble entry={entry} />
      </div>
      {!isChoosable && <RowActions entry={entry} describedBy={summaryId} />}
      <EntryMark entry={entry} />
    </div>
  )
}

/** Its label fills the row: a press anywhere in it chooses the entry. */
function EntryCheck({ entry, describedBy }: { readonly entry: EntryView; readonly describedBy: string }) {
  const { selection } = useWeek()
  return (
    <label class="entry-check">
      <input
        type="checkbox"
        class="tick"
        data-action="select"
        aria-label={text('select')}
        aria-describedby={describedBy}
        checked={selection.has(entry.id)}
        onClick={(event) => selection.toggle(entry.id, event.shiftKey)}
      />
    </label>
  )
}

function RowActions({ entry, describedBy }: { readonly entry: EntryView; readonly describedBy: string }) {
  const { can, editing, deleteEntry } = usePopup()
  const { arranging } = useWeek()
  const permits = permitsOf(entry, can.value)
  const isArranging = arranging.value === entry.id
  const arrange = text(permits.edit ? 'moveOrCopy' : 'copyEntry')
  return (
    <div class="entry-actions">
      {permits.edit && (
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
      {permits.delete && (
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
      {(permits.edit || permits.copy) && (
        <button
          type="button"
          class="icon-button"
          data-action="more"
          aria-label={arrange}
          title={arrange}
          aria-describedby={describedBy}
          aria-expanded={isArranging}
          aria-keyshortcuts={permits.edit ? 'Alt+ArrowUp Alt+ArrowDown' : undefined}
          onClick={() => {
            arranging.value = isArranging ? null : entry.id
          }}
        >
          <Ellipsis size={15} aria-hidden="true" />
        </button>
      )}
    </div>
  )
}
