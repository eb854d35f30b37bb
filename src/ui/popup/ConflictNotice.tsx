import { differingFields } from '../../domain/conflict.ts'
import { text } from '../../platform/texts.ts'
import { conflictSentence } from '../conflict-sentence.ts'
import type { ConflictedEntry } from './conflict-acts.ts'
import { usePopup } from './popup-context.ts'

/** Under an entry with two versions: what happened, and the door to the choice between them. */
export function ConflictNotice({ entry }: { readonly entry: ConflictedEntry }) {
  const { formats, conflicts } = usePopup()
  const { theirs } = entry.conflict
  const differs = typeof theirs !== 'string' && differingFields(entry, theirs).length > 0
  const isOpen = conflicts.comparing.value === entry.id
  return (
    <p class="trouble trouble-warn">
      {conflictSentence(entry.conflict, formats)}{' '}
      <button
        type="button"
        class="link conflict-door"
        data-action="compare"
        aria-expanded={isOpen}
        aria-controls={isOpen ? `conflict-${entry.id}` : undefined}
        aria-describedby={`entry-${entry.id}`}
        onClick={() => {
          conflicts.comparing.value = isOpen ? null : entry.id
        }}
      >
        {text(differs ? 'compare' : 'choose')}
      </button>
    </p>
  )
}
