import { Check, X } from 'lucide-preact'
import type { ApprovalView } from '../../contract/snapshot.ts'
import { formatDuration } from '../../domain/duration.ts'
import { text } from '../../platform/texts.ts'
import { Booking } from '../components/Booking.tsx'
import { Note } from '../components/Note.tsx'
import { Tags } from '../components/Tags.tsx'
import { Trouble } from '../components/Trouble.tsx'
import { usePopup } from './popup-context.ts'
import { RejectForm } from './RejectForm.tsx'

interface ApprovalRowProps {
  readonly approval: ApprovalView
  readonly isRejecting: boolean
}

export function ApprovalRow({ approval, isRejecting }: ApprovalRowProps) {
  const { snapshot, formats } = usePopup()
  const summaryId = `approval-${approval.id}`
  return (
    <div class={isRejecting ? 'approval approval-open' : 'approval'}>
      <div class="approval-words" id={summaryId}>
        <div class="entry-first">
          <strong class="figures">{formatDuration(approval.minutes)}</strong>
          <span class="soft figures">{formats.day(approval.date)}</span>
          <Booking entry={approval} projects={snapshot.value?.projects ?? []} />
          <Tags tags={approval.tags} />
        </div>
        <Note note={approval.note} />
        {approval.failure && <Trouble code={approval.failure} detail={approval.failureDetail} />}
      </div>
      {isRejecting ? (
        <RejectForm approval={approval} />
      ) : (
        <Decisions approval={approval} describedBy={summaryId} />
      )}
    </div>
  )
}

function Decisions({
  approval,
  describedBy,
}: {
  readonly approval: ApprovalView
  readonly describedBy: string
}) {
  const { snapshot, rejecting, decide } = usePopup()
  return (
    <div class="approval-actions">
      <button
        type="button"
        class="button button-good"
        data-action="approve"
        aria-describedby={describedBy}
        // The second click of a double click falls on the row that has moved up, which nobody has read.
        onClick={({ detail }) => {
          if (detail <= 1) void decide(approval, 'approved', null)
        }}
      >
        <Check size={14} aria-hidden="true" />
        {text('approve')}
      </button>
      {snapshot.value?.can.reject && (
        <button
          type="button"
          class="button"
          data-action="reject"
          aria-describedby={describedBy}
          onClick={() => {
            rejecting.value = approval.id
          }}
        >
          <X size={14} aria-hidden="true" />
          {text('reject')}
        </button>
      )}
    </div>
  )
}
