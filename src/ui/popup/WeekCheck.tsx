import { ChevronRight } from 'lucide-preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import type { EntryView } from '../../contract/snapshot.ts'
import { formatDuration } from '../../domain/duration.ts'
import { totalMinutes } from '../../domain/entry.ts'
import type { IsoWeek } from '../../domain/iso-week.ts'
import type { LocalDate } from '../../domain/local-date.ts'
import { checkWeek, type WeekFinding } from '../../domain/week-check.ts'
import { text } from '../../platform/texts.ts'
import { onEscape } from '../components/on-escape.ts'
import { findingSentence } from '../week-sentence.ts'
import { usePopup } from './popup-context.ts'
import { weekStateOf } from './week-state.ts'

interface WeekCheckProps {
  readonly week: IsoWeek
  readonly entries: readonly EntryView[]
}

/** What a person should know before they submit a week, each with a door to where it can be mended. */
export function WeekCheck({ week, entries }: WeekCheckProps) {
  const { snapshot, weeks, today } = usePopup()
  const panel = useRef<HTMLFormElement>(null)
  const state = weekStateOf(snapshot.value, week)
  const findings = checkWeek(week, entries, { ...state, today: today.value })
  const isClear = findings.length === 0

  useLayoutEffect(() => {
    // With nothing to read, Enter submits.
    panel.current?.querySelector<HTMLElement>(isClear ? '.button-primary' : 'h3')?.focus()
    panel.current?.scrollIntoView({ block: 'nearest' })
  }, [])

  const close = () => {
    const section = panel.current?.closest('.submit')
    weeks.checking.value = null
    requestAnimationFrame(() => section?.querySelector<HTMLElement>('[data-action="submit-week"]')?.focus())
  }
  return (
    <form
      ref={panel}
      class="week-check"
      aria-labelledby="check-title"
      onSubmit={(event) => {
        event.preventDefault()
        void weeks.submit(week)
      }}
      onKeyDown={onEscape(close)}
    >
      <h3 id="check-title" class="check-title" tabIndex={-1}>
        {isClear
          ? text('checkClear', formatDuration(totalMinutes(entries)), formatDuration(state.targetMinutes))
          : text('checkTitle')}
      </h3>
      <ul class="findings">
        {findings.map((finding) => (
          <li key={JSON.stringify(finding)}>
            <Finding finding={finding} />
          </li>
        ))}
      </ul>
      <div class="actions">
        <button type="submit" class="button button-primary">
          {text(isClear ? 'submit' : 'submitAnyway')}
        </button>
        <button type="button" class="button" onClick={close}>
          {text('cancel')}
        </button>
      </div>
    </form>
  )
}

function Finding({ finding }: { readonly finding: WeekFinding }) {
  const { openDay, editing, formats } = usePopup()
  const sentence = findingSentence(finding, formats)
  if (finding.kind === 'short-week') return <p class="finding">{sentence}</p>
  return (
    <button
      type="button"
      class="finding finding-door"
      onClick={() => {
        openDay.value = finding.date
        if (finding.kind === 'overlap' || finding.kind === 'no-project' || finding.kind === 'rejected')
          editing.value = finding.entryId
        else requestAnimationFrame(() => findDay(finding.date)?.focus())
      }}
    >
      <span class="finding-words">{sentence}</span>
      <ChevronRight size={14} aria-hidden="true" />
    </button>
  )
}

/** The button that has opened the day. */
function findDay(date: LocalDate): HTMLElement | null {
  return document.querySelector<HTMLElement>(`[aria-controls="day-${date}"]`)
}
