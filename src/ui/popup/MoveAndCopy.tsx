import { useLayoutEffect, useRef } from 'preact/hooks'
import type { EntryView } from '../../contract/snapshot.ts'
import type { LocalDate } from '../../domain/local-date.ts'
import { text } from '../../platform/texts.ts'
import { onEscape } from '../components/on-escape.ts'
import { permitsOf } from './entry-permits.ts'
import { usePopup } from './popup-context.ts'
import { useWeek } from './week-view-model.ts'

interface MoveAndCopyProps {
  readonly entries: readonly EntryView[]
  /** To which they can be moved. */
  readonly days: readonly LocalDate[]
  readonly onClose: () => void
  /** When it is done; as `onClose` where nothing is said. */
  readonly onDone?: () => void
}

/** Where to with these entries: to another day of the week, or once more to their own or to today. */
export function MoveAndCopy({ entries, days, onClose, onDone = onClose }: MoveAndCopyProps) {
  const { can, today, newId } = usePopup()
  const week = useWeek()
  const panel = useRef<HTMLElement>(null)
  const ids = useRef(new Map<string, string>())

  useLayoutEffect(() => {
    panel.current?.querySelector<HTMLElement>('button:enabled')?.focus()
    panel.current?.scrollIntoView({ block: 'nearest' })
  }, [])
  const idFor = ({ id }: EntryView) => {
    const made = ids.current.get(id) ?? newId()
    ids.current.set(id, made)
    return made
  }
  const duplicate = async (date: LocalDate | null) => {
    if (await week.duplicate(entries, date, idFor)) onDone()
  }
  const canMove = entries.some((entry) => permitsOf(entry, can.value).edit)
  return (
    <section
      ref={panel}
      class="panel"
      aria-label={text(canMove ? 'moveOrCopy' : 'copyEntry')}
      onKeyDown={onEscape(onClose)}
    >
      {canMove && <DayChoice entries={entries} days={days} onDone={onDone} />}
      <div class="actions">
        {can.value?.create && (
          <button type="button" class="button" data-action="more" onClick={() => void duplicate(null)}>
            {text('duplicate')}
          </button>
        )}
        {can.value?.create && entries.some(({ date }) => date !== today.value) && (
          <button type="button" class="button" data-action="more" onClick={() => void duplicate(today.value)}>
            {text('duplicateToday')}
          </button>
        )}
        <button type="button" class="button button-plain" data-action="more" onClick={onClose}>
          {text('close')}
        </button>
      </div>
    </section>
  )
}

function DayChoice({ entries, days, onDone }: Omit<MoveAndCopyProps, 'onClose'> & { onDone: () => void }) {
  const { formats, today } = usePopup()
  const { canMove, move, followed } = useWeek()
  const moveTo = async (date: LocalDate) => {
    const [only] = entries
    if (only && entries.length === 1) followed.value = { id: only.id, date }
    if (await move(entries, date)) onDone()
    else followed.value = null
  }
  return (
    <div>
      <p class="label">{text('moveTo')}</p>
      <div class="day-choice">
        {days.map((date) => (
          <button
            key={date}
            type="button"
            class="button"
            data-action="more"
            data-today={date === today.value}
            disabled={!canMove(entries, date)}
            aria-label={text('moveToDay', formats.longDay(date))}
            onClick={() => void moveTo(date)}
          >
            <span class="day-choice-letter">{formats.dayLetter(date)}</span>
            {Number(date.slice(-2))}
          </button>
        ))}
      </div>
      <p class="soft small">{text('moveKeys')}</p>
    </div>
  )
}
