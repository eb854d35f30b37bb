import type { EntryView } from '../../contract/snapshot.ts'
import { text } from '../../platform/texts.ts'
import { useCap } from '../components/use-cap.ts'
import { useRowFocus } from '../components/use-row-focus.ts'
import { Comparison } from './Comparison.tsx'
import { isConflicted } from './conflict-acts.ts'
import { EntryForm } from './EntryForm.tsx'
import { EntryRow } from './EntryRow.tsx'
import { usePopup } from './popup-context.ts'

interface EntryListProps {
  readonly entries: readonly EntryView[]
  /** One sentence for a list with nothing in it. */
  readonly empty: string
  /** Says the day of each entry, where the list mixes them. */
  readonly withDay?: boolean
}

const MOST_SHOWN = 25
/** As many rows as a popup of full height has room for. */
const MOST_IN_FIRST_FRAME = 10

export function EntryList({ entries, empty, withDay = false }: EntryListProps) {
  const { editing, conflicts, formats, isWhole } = usePopup()
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
          <li key={entry.id} data-row={entry.id}>
            {editing.value === entry.id ? (
              <EntryForm entry={entry} />
            ) : (
              <>
                <EntryRow entry={entry} withDay={withDay} />
                {conflicts.comparing.value === entry.id && isConflicted(entry) && (
                  <Comparison entry={entry} />
                )}
              </>
            )}
          </li>
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
