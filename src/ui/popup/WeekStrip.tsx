import { formatDuration } from '../../domain/duration.ts'
import { totalMinutes } from '../../domain/entry.ts'
import { type DayTotal, percentOf, TARGET_DAY_MINUTES } from '../../domain/week-totals.ts'
import { text } from '../../platform/texts.ts'
import { usePopup } from './popup-context.ts'

/** The week at a glance; each day is a door to its entries. */
export function WeekStrip({ days }: { readonly days: readonly DayTotal<unknown>[] }) {
  const model = usePopup()
  const { formats, today } = model
  return (
    <section class="strip" aria-label={text('thisWeek')}>
      {days.map(({ date, minutes }) => (
        <button
          key={date}
          type="button"
          class="strip-day"
          data-today={date === today.value}
          disabled={date > today.value}
          aria-label={text('dayTotal', formats.longDay(date), formatDuration(minutes))}
          title={text('dayTotal', formats.longDay(date), formatDuration(minutes))}
          onClick={() => {
            model.openDay.value = date
            model.show('week')
          }}
        >
          <span class="strip-letter">{formats.dayLetter(date)}</span>
          <span class="strip-column">
            <span class="strip-fill" style={{ '--fill': `${percentOf(minutes, TARGET_DAY_MINUTES)}%` }} />
          </span>
        </button>
      ))}
      <p class="strip-total figures">
        <span class="soft small">{text('week')}</span>
        <strong>{formatDuration(totalMinutes(days))}</strong>
      </p>
    </section>
  )
}
