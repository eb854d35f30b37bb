import { Undo2 } from 'lucide-preact'
import { text } from '../../platform/texts.ts'
import { outcomeSentence, undoSentence } from '../outcome-sentence.ts'
import { usePopup } from './popup-context.ts'
import { SyncLine } from './SyncLine.tsx'
import type { Stage } from './stage.ts'
import type { View } from './view.ts'

/** One line at the bottom: what was just done and its undo, else how far everything has come. */
export function Footer({ stage }: { readonly stage: Stage }) {
  const model = usePopup()
  const { snapshot, projects, undoOffer, outcome, formats, today } = model
  const offer = undoOffer.value
  const done =
    outcome.value && outcomeSentence(outcome.value, { projects: projects.value, formats, today: today.value })
  const sentence = done ?? (offer && undoSentence(offer, formats))
  return (
    <footer class="footer">
      <p class="for-screen-readers" role="status">
        {model.announcement.value && text('viewShown', viewName(model.announcement.value))}
      </p>
      <p class="footer-outcome one-line" role="status" title={sentence ?? undefined}>
        {sentence}
      </p>
      {offer && stage === 'work' && (
        <button type="button" class="button button-plain" onClick={model.undo}>
          <Undo2 size={14} aria-hidden="true" />
          {text('undo')}
        </button>
      )}
      {!sentence && stage === 'work' && snapshot.value && (
        <SyncLine sync={snapshot.value.sync} formats={formats} />
      )}
    </footer>
  )
}

function viewName(view: View): string {
  switch (view) {
    case 'today':
      return text('viewToday')
    case 'week':
      return text('viewWeek')
    case 'approvals':
      return text('viewApprovals')
    case 'settings':
      return text('viewSettings')
    default:
      return view satisfies never
  }
}
