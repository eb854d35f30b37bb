import { Check, Flag, X } from 'lucide-preact'
import type { ApprovalView } from '../../contract/snapshot.ts'
import { formatDuration } from '../../domain/duration.ts'
import { needsLook } from '../../domain/person-weeks.ts'
import { isOver } from '../../domain/refusals.ts'
import { text } from '../../platform/texts.ts'
import { Booking } from '../components/Booking.tsx'
import { Note } from '../components/Note.tsx'
import { Tags } from '../components/Tags.tsx'
import { flagSentence } from '../flag-sentence.ts'
import { useInbox } from './inbox-model.ts'
import { usePopup } from './popup-context.ts'
import { Refusal } from './Refusal.tsx'
import { RejectForm } from './RejectForm.tsx'

interface ApprovalRowProps {
  readonly approval: ApprovalView
  readonly isRejecting: boolean
}

/** The cells of an entry's row. */
export function ApprovalRow({ approval, isRejecting }: ApprovalRowProps) {
  const { projects, formats, rejecting } = usePopup()
  const summaryId = `approval-${approval.id}`
  const { refusal } = approval
  return (
    <div class={isRejecting ? 'approval approval-open' : 'approval'}>
      <div class="approval-words" id={summaryId}>
        <div class="entry-first">
          <strong class="figures">{formatDuration(approval.minutes)}</strong>
          <span class="soft figures">{formats.day(approval.date)}</span>
          <Booking entry={approval} projects={projects.value} />
          <Tags tags={approval.tags} />
        </div>
        <Note note={approval.note} />
      </div>
      {isRejecting ? (
        <RejectForm
          approvals={[approval]}
          onClose={() => {
            rejecting.value = null
          }}
        />
      ) : (
        !(refusal && isOver(refusal)) && (
          <Decisions approval={approval} describedBy={`${summaryId} ${summaryId}-notes`} />
        )
      )}
      {needsLook(approval) && (
        <div class="approval-notes" id={`${summaryId}-notes`}>
          {approval.flags.map((flag) => (
            <p key={flag.kind} class="flag">
              <Flag size={12} aria-hidden="true" />
              {flagSentence(flag, formats)}
            </p>
          ))}
          {refusal && <Refusal approval={approval} refusal={refusal} />}
        </div>
      )}
    </div>
  )
}

interface DecisionsProps {
  readonly approval: ApprovalView
  readonly describedBy: string
}

function Decisions({ approval, describedBy }: DecisionsProps) {
  const { can, rejecting } = usePopup()
  const { active, decide } = useInbox()
  return (
    <div class="approval-actions">
      <button
        type="button"
        class="button button-good"
        data-action="approve"
        aria-describedby={describedBy}
        // The second click of a double click falls on the row that has moved up, which nobody has read.
        onClick={({ detail }) => {
          if (detail <= 1) void decide([approval], 'approved', null)
        }}
      >
        <Check size={14} aria-hidden="true" />
        {text('approve')}
      </button>
      {can.value?.reject && (
        <button
          type="button"
          class="button"
          data-action="reject"
          aria-describedby={describedBy}
          onClick={() => {
            active.value = approval.id
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
