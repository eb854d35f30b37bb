import { ChevronRight, Layers2 } from 'lucide-preact'
import type { EntryView } from '../../contract/snapshot.ts'
import { formatDuration } from '../../domain/duration.ts'
import { overlapsIn } from '../../domain/overlaps.ts'
import type { DayTotal } from '../../domain/week-totals.ts'
import { text } from '../../platform/texts.ts'
import { DayNotices } from './DayNotices.tsx'
import { EntryList } from './EntryList.tsx'
import { usePopup } from './popup-context.ts'
import { useDayDrop } from './use-day-drop.ts'
import { useWeek } from './week-view-model.ts'

interface WeekDayProps {
  readonly day: DayTotal<EntryView>
}

interface PlacedDayProps extends WeekDayProps {
  /** Its entries stand beside the week. */
  readonly isShownBeside: boolean
}

/** One day in the list of the week: its door and, behind it, its entries. While entries are chosen, all stand open. */
export function WeekDay({ day, isShownBeside }: PlacedDayProps) {
  const { openDay } = usePopup()
  const { selection } = useWeek()
  const drop = useDayDrop(day.date)
  const isSelecting = selection.isOn.value
  const isWanted = isSelecting ? day.entries.length > 0 : openDay.value === day.date
  const isOpen = isWanted && !isShownBeside
  const panelId = `day-${day.date}`
  return (
    <li data-day={day.date} {...drop}>
      {isSelecting ? (
        <DayCheck day={day} />
      ) : isShownBeside ? (
        <p class="day" data-today="true">
          <span />
          <DayFigures day={day} />
        </p>
      ) : (
        <DayDoor day={day} panelId={panelId} />
      )}
      {isOpen && (
        <div id={panelId} class="day-entries">
          <DayNotices day={day} />
          <EntryList entries={day.entries} empty={text('dayEmpty')} isOfWeek />
        </div>
      )}
    </li>
  )
}

function DayDoor({ day, panelId }: WeekDayProps & { readonly panelId: string }) {
  const { openDay, today, formats } = usePopup()
  const isOpen = openDay.value === day.date
  const overlaps = overlapText(day, formats)
  const total = text('dayTotal', formats.longDay(day.date), formatDuration(day.minutes))
  return (
    <button
      type="button"
      id={`door-${day.date}`}
      class="day"
      data-today={day.date === today.value}
      disabled={day.date > today.value && day.entries.length === 0}
      aria-expanded={isOpen}
      aria-controls={isOpen ? panelId : undefined}
      aria-label={overlaps ? `${total}, ${overlaps}` : total}
      onClick={() => {
        openDay.value = isOpen ? null : day.date
      }}
    >
      <ChevronRight size={14} aria-hidden="true" class="day-door" />
      <DayFigures day={day} />
    </button>
  )
}

function DayCheck({ day }: WeekDayProps) {
  const { selection } = useWeek()
  const { formats } = usePopup()
  const ids = day.entries.map(({ id }) => id)
  const chosen = ids.filter(selection.has).length
  return (
    <label class="day">
      <input
        type="checkbox"
        class="tick"
        aria-label={text('daySelect', formats.longDay(day.date))}
        disabled={ids.length === 0}
        checked={chosen > 0 && chosen === ids.length}
        indeterminate={chosen > 0 && chosen < ids.length}
        onChange={({ currentTarget }) => selection.setAll(ids, currentTarget.checked)}
      />
      <DayFigures day={day} />
    </label>
  )
}

function DayFigures({ day }: WeekDayProps) {
  const { formats } = usePopup()
  const overlaps = overlapText(day, formats)
  return (
    <>
      <span class="day-name one-line">{formats.day(day.date)}</span>
      <span class="day-marks">
        {overlaps && (
          <span class="day-mark" title={overlaps}>
            <Layers2 size={14} aria-hidden="true" />
          </span>
        )}
      </span>
      <span class="day-figure figures">{day.minutes > 0 ? formatDuration(day.minutes) : '–'}</span>
    </>
  )
}

function overlapText(
  { entries }: DayTotal<EntryView>,
  formats: ReturnType<typeof usePopup>['formats'],
): string | null {
  const count = overlapsIn(entries).length
  if (count === 0) return null
  return text(formats.isOne(count) ? 'overlapOne' : 'overlapMany', formats.count(count))
}
