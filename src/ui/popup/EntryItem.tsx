import type { EntryView } from '../../contract/snapshot.ts'
import { weekOf } from '../../domain/local-date.ts'
import { entryLine } from '../entry-line.ts'
import { Comparison } from './Comparison.tsx'
import { isConflicted } from './conflict-acts.ts'
import { EntryForm } from './EntryForm.tsx'
import { EntryRow } from './EntryRow.tsx'
import { permitsOf } from './entry-permits.ts'
import { MoveAndCopy } from './MoveAndCopy.tsx'
import { usePopup } from './popup-context.ts'
import { useWeek } from './week-view-model.ts'

interface EntryItemProps {
  readonly entry: EntryView
  readonly withDay: boolean
  /** It can be dragged to other days of the week on screen. */
  readonly isOfWeek: boolean
  readonly isEdited: boolean
  readonly isCompared: boolean
  readonly isArranged: boolean
  readonly isChoosable: boolean
}

/** One entry of a list, and what stands open at it. Alt and an arrow, or a drag, moves it to another day. */
export function EntryItem({ entry, withDay, isOfWeek, ...shows }: EntryItemProps) {
  const { can } = usePopup()
  const { arranging, dragged, selection, shift } = useWeek()
  if (shows.isEdited)
    return (
      <li data-row={entry.id}>
        <EntryForm entry={entry} />
      </li>
    )
  const canMove = permitsOf(entry, can.value).edit
  const drag = (event: DragEvent) => {
    if (!event.dataTransfer) return
    event.dataTransfer.setData('text/plain', entryLine(entry))
    event.dataTransfer.effectAllowed = 'move'
    dragged.value = selection.has(entry.id) ? selection.chosen.value : [entry]
  }
  return (
    <li
      data-row={entry.id}
      draggable={isOfWeek && canMove}
      onDragStart={drag}
      onDragEnd={() => {
        dragged.value = []
      }}
      onKeyDown={(event) => {
        const days = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0
        if (!event.altKey || days === 0 || !canMove) return
        event.preventDefault()
        void shift(entry, days)
      }}
    >
      <EntryRow entry={entry} withDay={withDay} isChoosable={shows.isChoosable} />
      {shows.isCompared && isConflicted(entry) && <Comparison entry={entry} />}
      {shows.isArranged && (
        <MoveAndCopy
          entries={[entry]}
          days={weekOf(entry.date)}
          onClose={() => {
            arranging.value = null
          }}
        />
      )}
    </li>
  )
}
