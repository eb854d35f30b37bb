import { ChevronRight } from 'lucide-preact'
import type { EntryView } from '../../contract/snapshot.ts'
import { formatDuration } from '../../domain/duration.ts'
import { totalMinutes } from '../../domain/entry.ts'
import { daysOfWeek, isoWeekOf } from '../../domain/iso-week.ts'
import { type DayTotal, totalsByDay } from '../../domain/week-totals.ts'
import { text } from '../../platform/texts.ts'
import { Bar } from '../components/Bar.tsx'
import { EntryList } from './EntryList.tsx'
import { usePopup } from './popup-context.ts'
import { SubmitPanel } from './SubmitPanel.tsx'
import { weekStateOf } from './week-state.ts'

interface WeekViewProps {
  /** What stands there is not shown a second time. */
  readonly isBesideToday?: boolean
}

export function WeekView({ isBesideToday = false }: WeekViewProps) {
  const { snapshot, today } = usePopup()
  const week = isoWeekOf(today.value)
  const { targetMinutes } = weekStateOf(snapshot.value, week)
  const days = totalsByDay(snapshot.value?.entries ?? [], daysOfWeek(week))
  const minutes = totalMinutes(days)
  return (
    <section aria-labelledby="week-title">
      <div class="total">
        <h2 id="week-title">{text('thisWeek')}</h2>
        <p class="figures">
          <strong class="total-figure">{formatDuration(minutes)}</strong>
          <span class="soft"> {text('ofTarget', formatDuration(targetMinutes))}</span>
        </p>
        <Bar minutes={minutes} target={targetMinutes} />
      </div>
      <SubmitPanel week={week} entries={days.flatMap(({ entries }) => entries)} />
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
  const { snapshot, formats } = usePopup()
  const { dayTargetMinutes } = weekStateOf(snapshot.value, isoWeekOf(day.date))
  return (
    <>
      <span class="day-name one-line">{formats.day(day.date)}</span>
      <Bar minutes={day.minutes} target={dayTargetMinutes} />
      <span class="day-figure figures">{day.minutes > 0 ? formatDuration(day.minutes) : '–'}</span>
    </>
  )
}
