import { ChevronLeft, ChevronRight } from 'lucide-preact'
import { useRef } from 'preact/hooks'
import { formatDuration } from '../../domain/duration.ts'
import { totalMinutes } from '../../domain/entry.ts'
import { isoWeekOf } from '../../domain/iso-week.ts'
import type { DayTotal } from '../../domain/week-totals.ts'
import { text } from '../../platform/texts.ts'
import { usePopup } from './popup-context.ts'
import { weekStateOf } from './week-state.ts'
import { useWeek } from './week-view-model.ts'

/** Which week it is, what it holds, and the way to other weeks. */
export function WeekHeader({ days }: { readonly days: readonly DayTotal<unknown>[] }) {
  const { formats, snapshot } = usePopup()
  const { isThisWeek, turn, turnToNow } = useWeek()
  const back = useRef<HTMLButtonElement>(null)
  const [first, last] = [days[0]?.date ?? '', days.at(-1)?.date ?? '']
  const week = isoWeekOf(first)
  const { targetMinutes } = weekStateOf(snapshot.value, week)
  const number = String(Number(week.slice(-2)))
  const range = formats.days(first, last)
  return (
    <div class="week-header">
      <div class="week-turn">
        <button
          ref={back}
          type="button"
          class="icon-button"
          aria-label={text('previousWeek')}
          title={text('previousWeek')}
          onClick={() => turn(-1)}
        >
          <ChevronLeft size={16} aria-hidden="true" class="turns" />
        </button>
        <button
          type="button"
          class="icon-button"
          aria-label={text('nextWeek')}
          title={text('nextWeek')}
          // It keeps the focus at the end of the way.
          aria-disabled={isThisWeek.value}
          onClick={() => !isThisWeek.value && turn(1)}
        >
          <ChevronRight size={16} aria-hidden="true" class="turns" />
        </button>
      </div>
      <div class="week-name">
        <h2 id="week-title" aria-label={text('weekShown', number, range)}>
          {text('weekNumber', number)}
        </h2>
        <p class="soft small one-line" aria-hidden="true">
          {range}
        </p>
        <p class="for-screen-readers" role="status">
          {!isThisWeek.value && text('weekShown', number, range)}
        </p>
      </div>
      {!isThisWeek.value && (
        <button
          type="button"
          class="button button-plain"
          onClick={() => {
            back.current?.focus() // before this button goes
            turnToNow()
          }}
        >
          {text('thisWeek')}
        </button>
      )}
      <p class="week-total figures">
        <strong class="total-figure">{formatDuration(totalMinutes(days))}</strong>
        <span class="soft small"> {text('ofTarget', formatDuration(targetMinutes))}</span>
      </p>
    </div>
  )
}
