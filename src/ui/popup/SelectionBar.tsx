import { ArrowLeftRight, Trash2 } from 'lucide-preact'
import { useRef, useState } from 'preact/hooks'
import { formatDuration } from '../../domain/duration.ts'
import { totalMinutes } from '../../domain/entry.ts'
import { text } from '../../platform/texts.ts'
import { entriesText } from '../outcome-sentence.ts'
import { permitsOf } from './entry-permits.ts'
import { MoveAndCopy } from './MoveAndCopy.tsx'
import { usePopup } from './popup-context.ts'
import { useWeek } from './week-view-model.ts'

/** What can be done with the entries that were chosen. */
export function SelectionBar({ onEnd }: { readonly onEnd: () => void }) {
  const { can, formats } = usePopup()
  const { selection, days, remove, followed } = useWeek()
  const [isArranging, setArranging] = useState(false)
  const arrange = useRef<HTMLButtonElement>(null)
  const chosen = selection.chosen.value
  const isNone = chosen.length === 0
  const canDelete = chosen.some((entry) => permitsOf(entry, can.value).delete)
  const removeAll = async () => {
    if (canDelete && (await remove(chosen))) onEnd()
  }
  return (
    <section class="selection" aria-label={text('select')}>
      {isArranging && !isNone && (
        <MoveAndCopy
          entries={chosen}
          days={days.value}
          onClose={() => {
            arrange.current?.focus()
            setArranging(false)
          }}
          onDone={() => {
            followed.value = null
            onEnd()
          }}
        />
      )}
      <p role="status" class="selection-words">
        {isNone
          ? text('selectNothing')
          : text('selected', entriesText(chosen.length, formats), formatDuration(totalMinutes(chosen)))}
      </p>
      <div class="actions">
        <button
          ref={arrange}
          type="button"
          class="button"
          aria-expanded={isArranging && !isNone}
          disabled={isNone}
          onClick={() => setArranging(!isArranging)}
        >
          <ArrowLeftRight size={14} aria-hidden="true" />
          {text('moveOrCopy')}
        </button>
        <button
          type="button"
          class="button button-danger"
          disabled={!canDelete}
          onClick={() => void removeAll()}
        >
          <Trash2 size={14} aria-hidden="true" />
          {text('delete')}
        </button>
        <button type="button" class="button button-plain" onClick={onEnd}>
          {text('selectDone')}
        </button>
      </div>
    </section>
  )
}
