import type { ComponentChildren } from 'preact'
import { choicesOf } from '../../domain/conflict.ts'
import { text } from '../../platform/texts.ts'
import { CopyButton } from '../components/CopyButton.tsx'
import { entryLine } from '../entry-line.ts'
import type { ConflictedEntry } from './conflict-acts.ts'
import { usePopup } from './popup-context.ts'

/** What can settle a conflict, as far as the account may do it. */
export function Choices({ entry }: { readonly entry: ConflictedEntry }) {
  const { can, conflicts, editing } = usePopup()
  const choices = choicesOf(entry.conflict)
  const isDeletion = entry.conflict.mine === 'deletion'
  const mayKeepMine = isDeletion ? can.value?.delete : can.value?.create
  return (
    <div class="actions">
      {choices.includes('mine') && mayKeepMine && (
        <ChoiceButton act={() => conflicts.keepMine(entry)} isDanger={isDeletion}>
          {text(isDeletion ? 'deleteAnyway' : 'keepMine')}
        </ChoiceButton>
      )}
      {choices.includes('new') && can.value?.create && (
        <ChoiceButton act={() => conflicts.logMineAsNew(entry)}>{text('logMineAsNew')}</ChoiceButton>
      )}
      {choices.includes('theirs') && (
        <ChoiceButton act={() => conflicts.takeTheirs(entry)}>{theirsText(entry)}</ChoiceButton>
      )}
      {choices.includes('edit') && can.value?.create && (
        <ChoiceButton
          act={() => {
            editing.value = entry.id
          }}
        >
          {text('edit')}
        </ChoiceButton>
      )}
      {choices.includes('new') && <CopyButton value={entryLine(entry)} label={text('copyMine')} />}
    </div>
  )
}

interface ChoiceButtonProps {
  readonly act: () => unknown
  readonly isDanger?: boolean
  readonly children: ComponentChildren
}

function ChoiceButton({ act, isDanger = false, children }: ChoiceButtonProps) {
  return (
    <button
      type="button"
      class={isDanger ? 'button button-danger' : 'button'}
      data-action="choose"
      // The second click of a double click falls on what has moved up.
      onClick={({ detail }) => {
        if (detail <= 1) act()
      }}
    >
      {children}
    </button>
  )
}

function theirsText({ conflict }: ConflictedEntry): string {
  if (conflict.mine === 'deletion') return text('keepEntry')
  return text(conflict.theirs === 'gone' ? 'letGo' : 'takeTheirs')
}
