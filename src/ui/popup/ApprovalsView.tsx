import { History as HistoryIcon } from 'lucide-preact'
import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks'
import { text } from '../../platform/texts.ts'
import { History } from './History.tsx'
import { InboxBar } from './InboxBar.tsx'
import { InboxRows } from './InboxRows.tsx'
import { InboxSelection } from './InboxSelection.tsx'
import { createInboxKeys } from './inbox-keys.ts'
import { useInbox } from './inbox-model.ts'
import { usePopup } from './popup-context.ts'
import { useInboxFocus } from './use-inbox-focus.ts'

export function ApprovalsView() {
  const { can, snapshot } = usePopup()
  const approvals = snapshot.value?.approvals ?? null
  return (
    <section tabIndex={-1} aria-label={text('viewApprovals')}>
      {approvals === null && <p class="empty">{text('approvalsLoading')}</p>}
      {approvals?.length === 0 && (
        <div class="empty">
          <p class="empty-title">{text('approvalsEmptyTitle')}</p>
          <p>{text('approvalsEmpty')}</p>
        </div>
      )}
      {approvals !== null && approvals.length > 0 && <Inbox />}
      {can.value?.history && <HistoryPanel />}
    </section>
  )
}

function HistoryPanel() {
  const [isOpen, setOpen] = useState(false)
  return (
    <section class="history-panel" aria-label={text('history')}>
      <button
        type="button"
        class="button button-plain"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        <HistoryIcon size={14} aria-hidden="true" />
        {text('history')}
      </button>
      {isOpen && <History />}
    </section>
  )
}

function Inbox() {
  const popup = usePopup()
  const inbox = useInbox()
  const search = useRef<HTMLInputElement>(null)
  const list = useInboxFocus()
  const { can } = popup
  const rows = inbox.rows.value
  const onKeyDown = useMemo(
    () => createInboxKeys({ inbox, popup, focusSearch: () => search.current?.focus() }),
    [inbox, popup],
  )
  // Whoever opens the inbox by keyboard goes on with it at once, wherever the focus is.
  useLayoutEffect(() => {
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [onKeyDown])
  return (
    <>
      <InboxBar search={search} />
      {!can.value?.reject && <p class="soft small server-note">{text('serverOnlyApproves')}</p>}
      {rows.length === 0 && <p class="empty">{text('inboxNoMatch')}</p>}
      {rows.length > 0 && (
        <div
          ref={list}
          role="treegrid"
          class="inbox"
          aria-label={text('viewApprovals')}
          aria-rowcount={rows.length}
          aria-multiselectable="true"
        >
          <InboxRows rows={rows} />
        </div>
      )}
      <InboxSelection />
      {inbox.moreState.value === 'reading' && <p class="empty">{text('approvalsLoading')}</p>}
      {inbox.moreState.value === 'some' && <p class="empty">{text('truncatedApprovals')}</p>}
    </>
  )
}
