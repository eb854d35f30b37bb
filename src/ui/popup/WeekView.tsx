import { useLayoutEffect, useRef } from 'preact/hooks'
import type { EntryView } from '../../contract/snapshot.ts'
import { isoWeekOf } from '../../domain/iso-week.ts'
import type { LocalDate } from '../../domain/local-date.ts'
import { type DayTotal, totalsByDay } from '../../domain/week-totals.ts'
import { text } from '../../platform/texts.ts'
import { failureSentence } from '../failure-sentence.ts'
import { CopyPanel } from './CopyPanel.tsx'
import { ProjectTotals } from './ProjectTotals.tsx'
import { usePopup } from './popup-context.ts'
import { SelectionBar } from './SelectionBar.tsx'
import { SubmitPanel } from './SubmitPanel.tsx'
import { WeekChart } from './WeekChart.tsx'
import { WeekDay } from './WeekDay.tsx'
import { WeekHeader } from './WeekHeader.tsx'
import { WeekTools } from './WeekTools.tsx'
import { useWeek } from './week-view-model.ts'

interface WeekViewProps {
  /** What stands there is not shown a second time. */
  readonly isBesideToday?: boolean
}

export function WeekView({ isBesideToday = false }: WeekViewProps) {
  const week = useWeek()
  const section = useFollowedRow()
  const selectButton = useRef<HTMLButtonElement>(null)
  const { today } = usePopup()
  const shownBeside = isBesideToday ? today.value : null
  const days = totalsByDay(week.entries.value ?? [], week.days.value)
  const endSelection = () => {
    selectButton.current?.focus()
    week.selection.end()
  }
  return (
    <section ref={section} class="week" aria-labelledby="week-title" aria-busy={!week.entries.value}>
      <WeekHeader days={days} />
      <WeekChart days={days} shownBeside={shownBeside} />
      {week.entries.value && (
        <SubmitPanel week={isoWeekOf(week.days.value[0] ?? '')} entries={week.entries.value} />
      )}
      <WeekTools selectButton={selectButton} />
      {week.copying.offer.value && <CopyPanel offer={week.copying.offer.value} />}
      <div class="week-body">
        <Days days={days} shownBeside={shownBeside} />
        {week.entries.value && <ProjectTotals entries={week.entries.value} />}
      </div>
      {week.selection.isOn.value && <SelectionBar onEnd={endSelection} />}
    </section>
  )
}

interface DaysProps {
  readonly days: readonly DayTotal<EntryView>[]
  readonly shownBeside: LocalDate | null
}

function Days({ days, shownBeside }: DaysProps) {
  const { can } = usePopup()
  const { entries, failure, isThisWeek, isTruncated, readAgain } = useWeek()
  if (failure.value)
    return (
      <div class="empty" role="alert">
        <p>{failureSentence(failure.value.code)}</p>
        <button type="button" class="button" onClick={() => void readAgain()}>
          {text('tryAgain')}
        </button>
      </div>
    )
  if (!entries.value) return <p class="empty">{text('weekLoading')}</p>
  if (entries.value.length === 0) {
    const canBegin = isThisWeek.value && can.value?.create
    return <p class="empty">{text(canBegin ? 'weekEmptyYet' : 'weekHasNothing')}</p>
  }
  return (
    <div>
      <ul class="days">
        {days.map((day) => (
          <WeekDay key={day.date} day={day} isShownBeside={day.date === shownBeside} />
        ))}
      </ul>
      {isTruncated.value && <p class="empty">{text('truncatedEntries')}</p>}
    </div>
  )
}

/** An entry that was moved by keyboard has the focus again where it stands now. */
function useFollowedRow() {
  const { followed } = useWeek()
  const section = useRef<HTMLElement>(null)
  useLayoutEffect(() => {
    const { id, date } = followed.peek() ?? {}
    const rows = section.current?.querySelectorAll<HTMLElement>(`[data-day="${date}"] [data-row]`)
    const row = [...(rows ?? [])].find(({ dataset }) => dataset.row === id)
    if (!row) return
    followed.value = null
    const wanted = row.querySelector<HTMLElement>('[data-action="more"]')
    const target = wanted ?? row.querySelector<HTMLElement>('[data-action]')
    target?.focus()
  })
  return section
}
