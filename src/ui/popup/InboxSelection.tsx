import { useLayoutEffect } from 'preact/hooks'
import type { ApprovalView } from '../../contract/snapshot.ts'
import { formatDuration } from '../../domain/duration.ts'
import { totalMinutes } from '../../domain/entry.ts'
import { text } from '../../platform/texts.ts'
import { entriesText } from '../outcome-sentence.ts'
import { decidable } from './inbox-keys.ts'
import { useInbox } from './inbox-model.ts'
import { usePopup } from './popup-context.ts'
import { RejectForm } from './RejectForm.tsx'

/**
 * Below the rows, and in sight while they are scrolled: what can be done with the entries that were chosen, or the
 * reason that many are rejected with.
 */
export function InboxSelection() {
  const { formats } = usePopup()
  const { selected, rejectingAll, endSelection } = useInbox()
  const rejected = rejectingAll.value
  const meant = rejected ?? decidable(selected.value)
  const isShown = meant.length > 0
  // It comes over the row that it is about, where that is the last one in sight.
  useLayoutEffect(() => {
    if (isShown) document.activeElement?.closest('[data-row]')?.scrollIntoView({ block: 'nearest' })
  }, [isShown])
  if (!isShown) return null
  return (
    <section class="selection" aria-label={text('select')}>
      <p role="status" class="selection-words">
        {text('selected', entriesText(meant.length, formats), formatDuration(totalMinutes(meant)))}
      </p>
      {rejected ? (
        <RejectForm
          approvals={rejected}
          onClose={() => {
            rejectingAll.value = null
          }}
          onRejected={endSelection}
        />
      ) : (
        <SelectionActs chosen={meant} />
      )}
    </section>
  )
}

function SelectionActs({ chosen }: { readonly chosen: readonly ApprovalView[] }) {
  const { can } = usePopup()
  const { decide, rejectingAll, endSelection } = useInbox()
  return (
    <div class="actions">
      <button
        type="button"
        class="button button-good"
        onClick={async () => {
          if (await decide(chosen, 'approved', null)) endSelection()
        }}
      >
        {text('approveSelected')}
      </button>
      {can.value?.reject && (
        <button
          type="button"
          class="button"
          onClick={() => {
            rejectingAll.value = chosen
          }}
        >
          {text('rejectSelected')}
        </button>
      )}
      <button type="button" class="button button-plain" onClick={endSelection}>
        {text('selectDone')}
      </button>
    </div>
  )
}
