import { useMemo } from 'preact/hooks'
import type { EntryView } from '../../contract/snapshot.ts'
import { formatDuration } from '../../domain/duration.ts'
import { totalMinutes } from '../../domain/entry.ts'
import { isoWeekOf } from '../../domain/iso-week.ts'
import { type LocalDate, weekOf } from '../../domain/local-date.ts'
import { targetOfDay } from '../../domain/week-chart.ts'
import { totalsByDay } from '../../domain/week-totals.ts'
import { text } from '../../platform/texts.ts'
import { Bar } from '../components/Bar.tsx'
import { EntryList } from './EntryList.tsx'
import { usePopup } from './popup-context.ts'
import { SameAsYesterday } from './SameAsYesterday.tsx'
import { WeekStrip } from './WeekStrip.tsx'
import { weekStateOf } from './week-state.ts'

interface TodayViewProps {
  /** An entry stands once on a page: what the week beside shows is not shown here. */
  readonly isBesideWeek: boolean
}

export function TodayView({ isBesideWeek }: TodayViewProps) {
  const { can, snapshot, today, openDay, formats } = usePopup()
  const entries = snapshot.value?.entries ?? []
  const date = today.value
  const { dayTargetMinutes } = weekStateOf(snapshot.value, isoWeekOf(date))
  const target = targetOfDay(date, dayTargetMinutes)
  const ofToday = useMemo(() => entries.filter((entry) => entry.date === date), [entries, date])
  const minutes = totalMinutes(ofToday)
  const openBeside = isBesideWeek ? openDay.value : null
  const needAttention = useMemo(() => {
    const shownFrom = isBesideWeek ? weekOf(date)[0] : date
    return entries.filter(
      (entry) => isToSettle(entry, shownFrom ?? date) && entry.date !== date && entry.date !== openBeside,
    )
  }, [entries, date, openBeside, isBesideWeek])
  return (
    <div class="today">
      <section aria-labelledby="today-title">
        <div class="total">
          <h2 id="today-title">{formats.longDay(date)}</h2>
          <p class="figures">
            <strong class="total-figure">{formatDuration(minutes)}</strong>
            {target > 0 && <span class="soft"> {text('ofTarget', formatDuration(target))}</span>}
          </p>
          {target > 0 && <Bar minutes={minutes} target={target} />}
        </div>
        <EntryList entries={ofToday} empty={text(can.value?.create ? 'todayEmpty' : 'todayEmptyReadOnly')} />
        {can.value?.create && ofToday.length === 0 && !isBesideWeek && <SameAsYesterday />}
        {can.value?.create && !can.value.change && ofToday.length > 0 && (
          <p class="soft small server-note">{text('serverKeepsEntries')}</p>
        )}
      </section>
      {needAttention.length > 0 && (
        <section aria-labelledby="attention-title">
          <h2 id="attention-title" class="section-title">
            {text('attentionTitle')}
          </h2>
          <EntryList entries={needAttention} empty="" withDay />
        </section>
      )}
      {!isBesideWeek && <WeekStrip days={totalsByDay(entries, weekOf(date))} />}
    </div>
  )
}

/** A rejected entry of a day that stands on the page is marked there, an older one nowhere else. */
function isToSettle(entry: EntryView, shownFrom: LocalDate): boolean {
  return (
    entry.sync === 'attention' ||
    entry.sync === 'conflict' ||
    (entry.status === 'rejected' && entry.date < shownFrom)
  )
}
