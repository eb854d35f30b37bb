import { Check, CheckCheck, Circle, CircleArrowUp, CircleX, Hourglass, TriangleAlert } from 'lucide-preact'
import type { EntryView } from '../../contract/snapshot.ts'
import type { IsoWeek } from '../../domain/iso-week.ts'
import { text } from '../../platform/texts.ts'
import { Trouble } from '../components/Trouble.tsx'
import { standingSentence } from '../week-sentence.ts'
import { usePopup } from './popup-context.ts'
import { RejectedEntries } from './RejectedEntries.tsx'
import { WeekCheck } from './WeekCheck.tsx'
import { type Standing, standingsOf, weekStateOf } from './week-state.ts'

interface SubmitPanelProps {
  readonly week: IsoWeek
  /** All of that week. */
  readonly entries: readonly EntryView[]
}

/** Where a week stands on its way to its approval, and the next step for it. */
export function SubmitPanel({ week, entries }: SubmitPanelProps) {
  const { can, snapshot, weeks, formats } = usePopup()
  if (!can.value?.create) return null
  if (!can.value.submit) return <p class="soft small server-note">{text('serverTakesEntries')}</p>
  const state = weekStateOf(snapshot.value, week)
  const { standing, maySubmit, mayRecall } = standingsOf(state, entries)
  const rejected = entries.filter(({ status }) => status === 'rejected')
  const counts = {
    drafts: entries.filter(({ status }) => status === 'draft').length,
    rejected: rejected.length,
    waitsFor: state.waitsFor.length,
  }
  const isChecking = weeks.checking.value === week && maySubmit
  return (
    <section class="submit" aria-label={text('submission')}>
      <div class="submit-row">
        <p class="submit-standing" data-standing={standing} role="status">
          <StandingIcon standing={standing} />
          {standingSentence(standing, counts, formats)}
        </p>
        {mayRecall && (
          <button type="button" class="button button-plain" onClick={() => weeks.recall(week)}>
            {text('recall')}
          </button>
        )}
        {maySubmit && !isChecking && (
          <button
            type="button"
            class="button button-primary"
            data-action="submit-week"
            onClick={() => {
              weeks.checking.value = week
            }}
          >
            {text('submitWeek')}
          </button>
        )}
      </div>
      {state.failure && <Trouble code={state.failure} detail={state.failureDetail} />}
      {isChecking && <WeekCheck week={week} entries={entries} />}
      <RejectedEntries entries={rejected} />
    </section>
  )
}

const SIZE = 15

function StandingIcon({ standing }: { readonly standing: Standing }) {
  switch (standing) {
    case 'empty':
    case 'open':
    case 'recalling':
      return <Circle size={SIZE} aria-hidden="true" />
    case 'submitting':
      return <CircleArrowUp size={SIZE} aria-hidden="true" />
    case 'partly-submitted':
    case 'submitted':
      return <Hourglass size={SIZE} aria-hidden="true" />
    case 'partly-reviewed':
      return <Check size={SIZE} aria-hidden="true" />
    case 'approved':
      return <CheckCheck size={SIZE} aria-hidden="true" />
    case 'rejected':
      return <CircleX size={SIZE} aria-hidden="true" />
    case 'held-up':
    case 'refused':
      return <TriangleAlert size={SIZE} aria-hidden="true" />
    default:
      return standing satisfies never
  }
}
