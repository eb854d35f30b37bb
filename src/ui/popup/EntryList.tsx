import type { EntryView } from '../../contract/snapshot.ts'
import { text } from '../../platform/texts.ts'
import { useCap } from '../components/use-cap.ts'
import { useRowFocus } from '../components/use-row-focus.ts'
import { EntryItem } from './EntryItem.tsx'
import { usePopup } from './popup-context.ts'
import { useWeek } from './week-view-model.ts'

interface EntryListProps {
  readonly entries: readonly EntryView[]
  /** One sentence for a list with nothing in it. */
  readonly empty: string
  /** Says the day of each entry, where the list mixes them. */
  readonly withDay?: boolean
  /** Its entries can be chosen there, and dragged to other days. */
  readonly isOfWeek?: boolean
}

const MOST_SHOWN = 25
/** As many rows as a popup of full height has room for. */
const MOST_IN_FIRST_FRAME = 10

export function EntryList({ entries, empty, withDay = false, isOfWeek = false }: EntryListProps) {
  const { editing, conflicts, formats, isWhole } = usePopup()
  const { arranging, selection } = useWeek()
  const list = useRowFocus<HTMLDivElement>()
  const { shown, hiddenCount, showAll } = useCap(
    entries,
    isWhole.value ? MOST_SHOWN : MOST_IN_FIRST_FRAME,
    list,
  )
  return (
    <div ref={list} tabIndex={-1}>
      {entries.length === 0 && <p class="empty">{empty}</p>}
      <ul>
        {shown.map((entry) => (
          <EntryItem
            key={entry.id}
            entry={entry}
            withDay={withDay}
            isOfWeek={isOfWeek}
            isEdited={editing.value === entry.id}
            isCompared={conflicts.comparing.value === entry.id}
            isArranged={arranging.value === entry.id}
            isChoosable={isOfWeek && selection.isOn.value}
          />
        ))}
      </ul>
      {hiddenCount > 0 && (
        <button type="button" class="button button-plain show-all" onClick={showAll}>
          {text('showAll', formats.count(entries.length))}
        </button>
      )}
    </div>
  )
}
