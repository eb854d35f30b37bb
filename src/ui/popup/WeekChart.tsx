import { ChevronsUp } from 'lucide-preact'
import { formatDuration } from '../../domain/duration.ts'
import { isoWeekOf } from '../../domain/iso-week.ts'
import { barsOf, type DayBar, isWeekend } from '../../domain/week-chart.ts'
import type { DayTotal } from '../../domain/week-totals.ts'
import { text } from '../../platform/texts.ts'
import { usePopup } from './popup-context.ts'
import { useDayDrop } from './use-day-drop.ts'
import { weekStateOf } from './week-state.ts'

/** Each day's time against its target. The drawing is a table, and each bar the door to its day. */
export function WeekChart({ days }: { readonly days: readonly DayTotal<unknown>[] }) {
  const { formats, today, snapshot } = usePopup()
  const { dayTargetMinutes } = weekStateOf(snapshot.value, isoWeekOf(days[0]?.date ?? today.value))
  const bars = barsOf(days, dayTargetMinutes)
  return (
    <table class="chart">
      <caption class="for-screen-readers">{text('chartCaption')}</caption>
      <thead>
        <tr>
          <Name words={text('chartDay')} />
          {bars.map(({ date }) => (
            <th
              key={date}
              scope="col"
              class="chart-day"
              data-today={date === today.value}
              data-weekend={isWeekend(date)}
              abbr={formats.longDay(date)}
            >
              <span aria-hidden="true">
                {formats.dayLetter(date)} <span class="chart-number">{Number(date.slice(-2))}</span>
              </span>
              <span class="for-screen-readers">{formats.longDay(date)}</span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        <tr>
          <Name words={text('chartLogged')} />
          {bars.map((bar, index) => (
            <Bar key={bar.date} bar={bar} line={index === bars.length - 1 ? (bars[0] ?? null) : null} />
          ))}
        </tr>
        <tr>
          <Name words={text('chartTarget')} />
          {bars.map(({ date, target }) => (
            <td key={date}>
              <span class="for-screen-readers">
                {target > 0 ? formatDuration(target) : text('chartNoTarget')}
              </span>
            </td>
          ))}
        </tr>
      </tbody>
    </table>
  )
}

/** Of a row: read, not seen. Out of the flow the cell itself would leave an empty one in its place. */
function Name({ words }: { readonly words: string }) {
  return (
    <th scope="row" class="chart-name">
      <span class="for-screen-readers">{words}</span>
    </th>
  )
}

interface BarProps {
  readonly bar: DayBar
  /** A day whose target is written beside the line that shows it. */
  readonly line: DayBar | null
}

function Bar({ bar, line }: BarProps) {
  const { formats, today, openDay } = usePopup()
  const { date, minutes, over } = bar
  const drop = useDayDrop(date)
  const figure = formatDuration(minutes)
  const day = formats.longDay(date)
  const isToCome = date > today.value && minutes === 0
  return (
    <td {...drop}>
      <button
        type="button"
        class="chart-bar"
        data-today={date === today.value}
        data-weekend={isWeekend(date)}
        disabled={isToCome}
        aria-label={
          over > 0 ? text('dayOver', day, figure, formatDuration(over)) : text('dayTotal', day, figure)
        }
        onClick={() => {
          openDay.value = date
          // It is drawn when its day opens.
          requestAnimationFrame(() => document.getElementById(`door-${date}`)?.focus())
        }}
        style={{
          '--height': `${100 * bar.height}%`,
          '--target': `${100 * bar.targetHeight}%`,
        }}
      >
        <span class="chart-column">
          <span class="chart-fill" />
          {over > 0 && <span class="chart-over" />}
          {bar.targetHeight > 0 && <span class="chart-target" />}
          {line && line.target > 0 && minutes === 0 && (
            <span class="chart-label figures" style={{ '--target': `${100 * line.targetHeight}%` }}>
              {formatDuration(line.target)}
            </span>
          )}
        </span>
        <span class="chart-figure figures">
          {over > 0 && <ChevronsUp size={11} aria-hidden="true" />}
          {minutes === 0 ? (isToCome ? '' : '–') : figure}
        </span>
      </button>
    </td>
  )
}
