import type { RefObject } from 'preact'
import { text } from '../../platform/texts.ts'
import { usePopup } from './popup-context.ts'
import { useWeek } from './week-view-model.ts'

interface WeekToolsProps {
  readonly selectButton: RefObject<HTMLButtonElement | null>
}

/** What can be done with a whole week. */
export function WeekTools({ selectButton }: WeekToolsProps) {
  const { can } = usePopup()
  const { selection, copying, entries, isThisWeek } = useWeek()
  if (!can.value?.create && !can.value?.delete) return null
  const offered = copying.offer.value?.kind
  const isSelecting = selection.isOn.value
  return (
    <div class="week-tools">
      <button
        ref={selectButton}
        type="button"
        class="button button-plain"
        aria-pressed={isSelecting}
        disabled={!isSelecting && !entries.value?.length}
        onClick={() => (isSelecting ? selection.end() : selection.start())}
      >
        {text('select')}
      </button>
      {can.value?.create && (
        <>
          <button
            type="button"
            id="copy-week"
            class="button button-plain"
            aria-expanded={offered === 'week'}
            onClick={() => (offered === 'week' ? copying.close() : void copying.open('week'))}
          >
            {text('copyWeek')}
          </button>
          {isThisWeek.value && (
            <button
              type="button"
              id="copy-day"
              class="button button-plain"
              aria-expanded={offered === 'day'}
              onClick={() => (offered === 'day' ? copying.close() : void copying.open('day'))}
            >
              {text('copyDay')}
            </button>
          )}
        </>
      )}
    </div>
  )
}
