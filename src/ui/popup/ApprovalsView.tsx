import { History as HistoryIcon } from 'lucide-preact'
import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks'
import { text } from '../../platform/texts.ts'
import { useCap } from '../components/use-cap.ts'
import { ApprovalRow } from './ApprovalRow.tsx'
import { History } from './History.tsx'
import { InboxBar } from './InboxBar.tsx'
import { approvalsOf, createInboxKeys, decidable } from './inbox-keys.ts'
import { type InboxRow, useInbox } from './inbox-model.ts'
import { PersonWeekRow } from './PersonWeekRow.tsx'
import { usePopup } from './popup-context.ts'
import { useInboxFocus } from './use-inbox-focus.ts'

/** More rows than that at once are for nobody's eyes. */
const MOST_SHOWN = 200

export function ApprovalsView() {
  const { snapshot } = usePopup()
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
      {snapshot.value?.can.history && <HistoryPanel />}
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
  const { snapshot, formats } = popup
  const rows = inbox.rows.value
  const { shown, hiddenCount, showAll } = useCap(rows, MOST_SHOWN, list)
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
      {!snapshot.value?.can.reject && <p class="soft small server-note">{text('serverOnlyApproves')}</p>}
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
          {shown.map((row, index) => (
            <Row key={row.key} row={row} index={index} />
          ))}
        </div>
      )}
      {hiddenCount > 0 && (
        <button type="button" class="button button-plain show-all" onClick={showAll}>
          {text('showAll', formats.count(rows.length))}
        </button>
      )}
      {snapshot.value?.truncated.approvals && <p class="empty">{text('truncatedApprovals')}</p>}
    </>
  )
}

interface RowProps {
  readonly row: InboxRow
  readonly index: number
}

function Row({ row, index }: RowProps) {
  const { rejecting } = usePopup()
  const { active, isOpen, isSelected, rows } = useInbox()
  const first = rows.value[0]?.key
  const isActive = row.key === (active.value ?? first)
  const isGroup = row.kind === 'group'
  const inGroup = row.group.approvals
  return (
    // biome-ignore lint/a11y/useSemanticElements: a table's rows have no levels and cannot be drawn as blocks
    <div
      role="row"
      class={isGroup ? 'inbox-group' : 'inbox-entry'}
      data-row={row.key}
      tabIndex={isActive ? 0 : -1}
      aria-level={isGroup ? 1 : 2}
      aria-rowindex={index + 1}
      aria-selected={isSelected(decidable(approvalsOf(row)))}
      {...(isGroup
        ? { 'aria-expanded': isOpen(row.group) }
        : { 'aria-posinset': inGroup.indexOf(row.approval) + 1, 'aria-setsize': inGroup.length })}
    >
      {/* biome-ignore lint/a11y/useSemanticElements: as above */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: the row has the focus, or what is in the cell */}
      <div role="gridcell">
        {isGroup ? (
          <PersonWeekRow group={row.group} />
        ) : (
          <ApprovalRow approval={row.approval} isRejecting={rejecting.value === row.approval.id} />
        )}
      </div>
    </div>
  )
}
