import { ArrowDownToLine, Layers2, UnfoldVertical } from 'lucide-preact'
import type { EntryView } from '../../contract/snapshot.ts'
import { gapsIn } from '../../domain/day-times.ts'
import { formatDuration } from '../../domain/duration.ts'
import { isoWeekOf } from '../../domain/iso-week.ts'
import { overlapsIn } from '../../domain/overlaps.ts'
import { targetOfDay } from '../../domain/week-chart.ts'
import type { DayTotal } from '../../domain/week-totals.ts'
import { text } from '../../platform/texts.ts'
import { bookingOf, bookingText } from '../formats.ts'
import { usePopup } from './popup-context.ts'
import { weekStateOf } from './week-state.ts'

/** What does not fit together in a day, and what may be missing from it. */
export function DayNotices({ day }: { readonly day: DayTotal<EntryView> }) {
  const { projects, formats, today, snapshot } = usePopup()
  const named = (entry: EntryView) => {
    const booking = bookingOf(entry, projects.value)
    const times = formats.timeRange(entry.start ?? '', entry.minutes)
    return text('timeAnd', times, booking ? bookingText(booking) : text('noProject'))
  }
  const overlaps = overlapsIn(day.entries)
  const gaps = gapsIn(day.entries)
  const { dayTargetMinutes } = weekStateOf(snapshot.value, isoWeekOf(day.date))
  const target = targetOfDay(day.date, dayTargetMinutes)
  // Today is not over.
  const isShort = day.date < today.value && day.entries.length > 0 && day.minutes < target
  if (overlaps.length === 0 && gaps.length === 0 && !isShort) return null
  return (
    <ul class="day-notices">
      {overlaps.map(({ earlier, later, minutes }) => (
        <li key={later.id} class="day-notice day-notice-warn">
          <Layers2 size={14} aria-hidden="true" />
          <p>{text('overlapNotice', named(earlier), named(later), formatDuration(minutes))}</p>
        </li>
      ))}
      {gaps.map(({ from, to, minutes }) => (
        <li key={from} class="day-notice">
          <UnfoldVertical size={14} aria-hidden="true" />
          <p>{text('gapNotice', formats.clock(from), formats.clock(to), formatDuration(minutes))}</p>
        </li>
      ))}
      {isShort && (
        <li class="day-notice">
          <ArrowDownToLine size={14} aria-hidden="true" />
          <p>{text('shortNotice', formatDuration(target - day.minutes), formatDuration(target))}</p>
        </li>
      )}
    </ul>
  )
}
