import { ChevronsUp } from 'lucide-preact'
import { formatDuration } from '../../domain/duration.ts'
import { isoWeekOf } from '../../domain/iso-week.ts'
import type { LocalDate } from '../../domain/local-date.ts'
import { barsOf, type DayBar, isWeekend } from '../../domain/week-chart.ts'
import type { DayTotal } from '../../domain/week-totals.ts'
import { text } from '../../platform/texts.ts'
import { usePopup } from './popup-context.ts'
import { useDayDrop } from './use-day-drop.ts'
import { weekStateOf } from './week-state.ts'

interface WeekChartProps {
  readonly days: readonly DayTotal<unknown>[]
  /** The day whose entries stand beside the week. */
  readonly shownBeside: LocalDate | null
}

/** Each day's time against its target. The drawing is a table, and each bar the door to its day. */
export function WeekChart({ days, shownBeside }: WeekChartProps) {
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
            <Bar
              key={bar.date}
              bar={bar}
              line={index === bars.length - 1 ? (bars[0] ?? null) : null}
              isDoor={bar.date !== shownBeside}
            />
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
  /** False where its entries are on screen already. */
  readonly isDoor: boolean
}

function Bar({ bar, line, isDoor }: BarProps) {
  const { formats, today, openDay } = usePopup()
  const { date, minutes, over } = bar
  const drop = useDayDrop(date)
  const [day, figure] = [formats.longDay(date), formatDuration(minutes)]
  const words = over > 0 ? text('dayOver', day, figure, formatDuration(over)) : text('dayTotal', day, figure)
  const isToCome = date > today.value && minutes === 0
  const looks = {
    class: 'chart-bar',
    'data-today': date === today.value,
    'data-weekend': isWeekend(date),
    style: { '--height': `${100 * bar.height}%`, '--target': `${100 * bar.targetHeight}%` },
  }
  return (
    <td {...drop}>
      {isDoor ? (
        <button
          {...looks}
          type="button"
          disabled={isToCome}
          aria-label={words}
          onClick={() => {
            openDay.value = date
            // It is drawn when its day opens.
            requestAnimationFrame(() => document.getElementById(`door-${date}`)?.focus())
          }}
        >
          <Drawing bar={bar} line={line} isToCome={isToCome} />
        </button>
      ) : (
        <div {...looks}>
          <span class="for-screen-readers">{words}</span>
          <Drawing bar={bar} line={line} isToCome={isToCome} />
        </div>
      )}
    </td>
  )
}

interface DrawingProps extends Omit<BarProps, 'isDoor'> {
  readonly isToCome: boolean
}

function Drawing({ bar: { minutes, over, targetHeight }, line, isToCome }: DrawingProps) {
  return (
    <>
      <span class="chart-column" aria-hidden="true">
        <span class="chart-fill" />
        {over > 0 && <span class="chart-over" />}
        {targetHeight > 0 && <span class="chart-target" />}
        {line && line.target > 0 && minutes === 0 && (
          <span class="chart-label figures" style={{ '--target': `${100 * line.targetHeight}%` }}>
            {formatDuration(line.target)}
          </span>
        )}
      </span>
      <span class="chart-figure figures" aria-hidden="true">
        {over > 0 && <ChevronsUp size={11} />}
        {minutes === 0 ? (isToCome ? '' : '–') : formatDuration(minutes)}
      </span>
    </>
  )
}
