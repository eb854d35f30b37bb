import { ChevronRight } from 'lucide-preact'
import type { EntryView } from '../../contract/snapshot.ts'
import { formatDuration } from '../../domain/duration.ts'
import { totalMinutes } from '../../domain/entry.ts'
import { weekOf } from '../../domain/local-date.ts'
import {
  type DayTotal,
  TARGET_DAY_MINUTES,
  TARGET_WEEK_MINUTES,
  totalsByDay,
} from '../../domain/week-totals.ts'
import { text } from '../../platform/texts.ts'
import { Bar } from '../components/Bar.tsx'
import { EntryList } from './EntryList.tsx'
import { usePopup } from './popup-context.ts'

interface WeekViewProps {
  /** What stands there is not shown a second time. */
  readonly isBesideToday?: boolean
}

export function WeekView({ isBesideToday = false }: WeekViewProps) {
  const { snapshot, today } = usePopup()
  const days = totalsByDay(snapshot.value?.entries ?? [], weekOf(today.value))
  const minutes = totalMinutes(days)
  return (
    <section aria-labelledby="week-title">
      <div class="total">
        <h2 id="week-title">{text('thisWeek')}</h2>
        <p class="figures">
          <strong class="total-figure">{formatDuration(minutes)}</strong>
          <span class="soft"> {text('ofTarget', formatDuration(TARGET_WEEK_MINUTES))}</span>
        </p>
        <Bar minutes={minutes} target={TARGET_WEEK_MINUTES} />
      </div>
      <ul class="days">
        {days.map((day) => (
          <li key={day.date}>
            {isBesideToday && day.date === today.value ? <TodayRow day={day} /> : <Day day={day} />}
          </li>
        ))}
      </ul>
      {snapshot.value?.truncated.entries && <p class="empty">{text('truncatedEntries')}</p>}
    </section>
  )
}

/** Its entries stand beside the week. */
function TodayRow({ day }: { readonly day: DayTotal<EntryView> }) {
  return (
    <p class="day" data-today="true">
      <span />
      <DayFigures day={day} />
    </p>
  )
}

function Day({ day }: { readonly day: DayTotal<EntryView> }) {
  const { openDay, today, formats } = usePopup()
  const isOpen = openDay.value === day.date
  const isToCome = day.date > today.value
  const panelId = `day-${day.date}`
  return (
    <>
      <button
        type="button"
        class="day"
        data-today={day.date === today.value}
        disabled={isToCome && day.entries.length === 0}
        aria-expanded={isOpen}
        aria-controls={isOpen ? panelId : undefined}
        aria-label={text('dayTotal', formats.longDay(day.date), formatDuration(day.minutes))}
        onClick={() => {
          openDay.value = isOpen ? null : day.date
        }}
      >
        <ChevronRight size={14} aria-hidden="true" class="day-door" />
        <DayFigures day={day} />
      </button>
      {isOpen && (
        <div id={panelId} class="day-entries">
          <EntryList entries={day.entries} empty={text('dayEmpty')} />
        </div>
      )}
    </>
  )
}

function DayFigures({ day }: { readonly day: DayTotal<EntryView> }) {
  const { formats } = usePopup()
  return (
    <>
      <span class="day-name one-line">{formats.day(day.date)}</span>
      <Bar minutes={day.minutes} target={TARGET_DAY_MINUTES} />
      <span class="day-figure figures">{day.minutes > 0 ? formatDuration(day.minutes) : '–'}</span>
    </>
  )
}
