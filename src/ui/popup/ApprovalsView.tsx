import { formatDuration } from '../../domain/duration.ts'
import { text } from '../../platform/texts.ts'
import { Foreign } from '../components/Foreign.tsx'
import { useCap } from '../components/use-cap.ts'
import { useRowFocus } from '../components/use-row-focus.ts'
import { ApprovalRow } from './ApprovalRow.tsx'
import { type ApprovalGroup, groupByPerson } from './approval-groups.ts'
import { usePopup } from './popup-context.ts'

const MOST_SHOWN = 40

export function ApprovalsView() {
  const { snapshot, rejecting, formats } = usePopup()
  const approvals = snapshot.value?.approvals ?? null
  const list = useRowFocus<HTMLElement>()
  const { shown, hiddenCount, showAll } = useCap(approvals ?? [], MOST_SHOWN, list)
  return (
    <section ref={list} tabIndex={-1} aria-label={text('viewApprovals')}>
      {approvals === null && <p class="empty">{text('approvalsLoading')}</p>}
      {approvals?.length === 0 && (
        <div class="empty">
          <p class="empty-title">{text('approvalsEmptyTitle')}</p>
          <p>{text('approvalsEmpty')}</p>
        </div>
      )}
      {approvals !== null && approvals.length > 0 && !snapshot.value?.can.reject && (
        <p class="soft small server-note">{text('serverOnlyApproves')}</p>
      )}
      {groupByPerson(shown).map((group) => (
        <Group key={group.userId} group={group} rejecting={rejecting.value} />
      ))}
      {hiddenCount > 0 && (
        <button type="button" class="button button-plain show-all" onClick={showAll}>
          {text('showAll', formats.count(approvals?.length ?? 0))}
        </button>
      )}
      {snapshot.value?.truncated.approvals && <p class="empty">{text('truncatedApprovals')}</p>}
    </section>
  )
}

interface GroupProps {
  readonly group: ApprovalGroup
  /** The entry whose rejection is being written. */
  readonly rejecting: string | null
}

function Group({ group, rejecting }: GroupProps) {
  const titleId = `person-${group.userId}`
  return (
    <section class="person" aria-labelledby={titleId}>
      <h2 id={titleId} class="person-title">
        <Foreign class="one-line" words={group.person} />
        <span class="figures soft">{formatDuration(group.minutes)}</span>
      </h2>
      <ul>
        {group.approvals.map((approval) => (
          <li key={approval.id} data-row={approval.id}>
            <ApprovalRow approval={approval} isRejecting={rejecting === approval.id} />
          </li>
        ))}
      </ul>
    </section>
  )
}
