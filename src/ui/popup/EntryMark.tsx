import {
  ArrowRightLeft,
  Check,
  CheckCheck,
  CircleArrowUp,
  CircleDashed,
  CircleX,
  Hourglass,
  TriangleAlert,
} from 'lucide-preact'
import type { EntryView } from '../../contract/snapshot.ts'
import { text } from '../../platform/texts.ts'
import { Trouble } from '../components/Trouble.tsx'
import { rejectionSentence } from '../week-sentence.ts'
import { ConflictNotice } from './ConflictNotice.tsx'
import { isConflicted } from './conflict-acts.ts'
import { type EntryState, stateOf } from './entry-state.ts'
import { usePopup } from './popup-context.ts'

const SIZE = 15

/** How far an entry has come: an icon with words for those who do not see it. */
export function EntryMark({ entry }: { readonly entry: EntryView }) {
  const state = stateOf(entry)
  const words = stateText(state)
  return (
    <span class="entry-mark" data-state={state} role="img" aria-label={words} title={words}>
      <StateIcon state={state} />
    </span>
  )
}

function StateIcon({ state }: { readonly state: EntryState }) {
  switch (state) {
    case 'attention':
      return <TriangleAlert size={SIZE} aria-hidden="true" />
    case 'conflict':
      return <ArrowRightLeft size={SIZE} aria-hidden="true" />
    case 'sending':
      return <CircleArrowUp size={SIZE} aria-hidden="true" />
    case 'waiting':
      return <CircleDashed size={SIZE} aria-hidden="true" />
    case 'rejected':
      return <CircleX size={SIZE} aria-hidden="true" />
    case 'approved':
      return <CheckCheck size={SIZE} aria-hidden="true" />
    case 'submitted':
      return <Hourglass size={SIZE} aria-hidden="true" />
    case 'sent':
      return <Check size={SIZE} aria-hidden="true" />
    default:
      return state satisfies never
  }
}

function stateText(state: EntryState): string {
  switch (state) {
    case 'attention':
      return text('stateAttention')
    case 'conflict':
      return text('stateConflict')
    case 'sending':
      return text('stateSending')
    case 'waiting':
      return text('stateWaiting')
    case 'rejected':
      return text('stateRejected')
    case 'approved':
      return text('stateApproved')
    case 'submitted':
      return text('stateSubmitted')
    case 'sent':
      return text('stateSent')
    default:
      return state satisfies never
  }
}

/** Under an entry: why it was rejected, or why it could not be sent, or what it ran into. */
export function EntryTrouble({ entry }: { readonly entry: EntryView }) {
  if (isConflicted(entry)) return <ConflictNotice entry={entry} />
  if (entry.sync === 'attention') {
    return <Trouble code={entry.failure ?? 'unexpected'} detail={entry.failureDetail} />
  }
  if (entry.status !== 'rejected') return null
  return <Rejection entry={entry} />
}

function Rejection({ entry }: { readonly entry: EntryView }) {
  const { can, editing, formats } = usePopup()
  return (
    <p class="trouble trouble-bad">
      {rejectionSentence(entry.review, formats)}{' '}
      {can.value?.change && (
        <button
          type="button"
          class="link"
          data-action="fix"
          aria-describedby={`entry-${entry.id}`}
          onClick={() => {
            editing.value = entry.id
          }}
        >
          {text('fix')}
        </button>
      )}
    </p>
  )
}
