import { CheckCheck, ChevronRight, Flag } from 'lucide-preact'
import { formatDuration } from '../../domain/duration.ts'
import { TARGET_DAY_MINUTES } from '../../domain/week-totals.ts'
import { text } from '../../platform/texts.ts'
import { Foreign } from '../components/Foreign.tsx'
import { flagName } from '../flag-sentence.ts'
import { entriesText } from '../outcome-sentence.ts'
import { type ApprovalGroup, useInbox } from './inbox-model.ts'
import { usePopup } from './popup-context.ts'

/** The cells of a person's week: what waits of it, at a glance. */
export function PersonWeekRow({ group }: { readonly group: ApprovalGroup }) {
  const { formats } = usePopup()
  const { decide, toggle, isOpen } = useInbox()
  const { approvals, minutes, targetMinutes, toLookAt, flagKinds } = group
  const open = isOpen(group)
  return (
    <div class="person-week">
      <button
        type="button"
        class="icon-button person-fold"
        aria-label={text(open ? 'fold' : 'unfold')}
        data-open={open}
        tabIndex={-1}
        onClick={() => toggle(group)}
      >
        <ChevronRight size={14} aria-hidden="true" />
      </button>
      <div class="person-week-words">
        <h2 class="person-week-name">
          <Foreign class="one-line" words={group.person} />
        </h2>
        <p class="small soft">
          {formats.days(group.from, group.to)} · {entriesText(approvals.length, formats)}
        </p>
        {toLookAt > 0 && (
          <p class="flag">
            <Flag size={12} aria-hidden="true" />
            {flagKinds.length > 0 ? formats.list(flagKinds.map(flagName)) : text('refusedSome')}
          </p>
        )}
      </div>
      <DayBars minutes={group.dayMinutes} />
      <p class="person-total figures">
        {formatDuration(minutes)}
        {targetMinutes !== null && (
          <span class="soft"> {text('ofTarget', formatDuration(targetMinutes))}</span>
        )}
      </p>
      {approvals.length > 1 && (
        <button
          type="button"
          class="icon-button"
          data-action="approve"
          aria-label={text('approveWeekOf', group.person, entriesText(approvals.length, formats))}
          title={text('approveWeek')}
          onClick={({ detail }) => {
            if (detail <= 1) void decide(approvals, 'approved', null)
          }}
        >
          <CheckCheck size={16} aria-hidden="true" />
        </button>
      )}
    </div>
  )
}

/** A picture of the days beside the total in figures; the entries say the same in words. */
function DayBars({ minutes }: { readonly minutes: readonly number[] }) {
  const most = Math.max(TARGET_DAY_MINUTES, ...minutes)
  return (
    <div class="day-bars" aria-hidden="true">
      {minutes.map((day, index) => (
        <span key={index} class="day-bar" style={{ '--fill': `${Math.round((100 * day) / most)}%` }} />
      ))}
    </div>
  )
}
