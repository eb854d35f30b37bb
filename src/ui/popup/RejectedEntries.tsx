import type { EntryView } from '../../contract/snapshot.ts'
import { formatDuration } from '../../domain/duration.ts'
import { text } from '../../platform/texts.ts'
import { Booking } from '../components/Booking.tsx'
import { rejectionSentence } from '../week-sentence.ts'
import { usePopup } from './popup-context.ts'

/** Who rejected what, when and why, and the way to mend it. */
export function RejectedEntries({ entries }: { readonly entries: readonly EntryView[] }) {
  const { can, projects, editing, openDay, formats } = usePopup()
  if (entries.length === 0) return null
  return (
    <ul aria-label={text('rejectedEntries')}>
      {entries.map((entry) => (
        <li key={entry.id} class="rejected-entry">
          <div class="rejected-words" id={`rejected-${entry.id}`}>
            <p class="rejected-first">
              <span class="figures">{formatDuration(entry.minutes)}</span>
              <Booking entry={entry} projects={projects.value} />
              <span class="soft small">{formats.day(entry.date)}</span>
            </p>
            <p class="trouble trouble-bad">{rejectionSentence(entry.review, formats)}</p>
          </div>
          {can.value?.change && !entry.conflict && (
            <button
              type="button"
              class="button"
              aria-describedby={`rejected-${entry.id}`}
              onClick={() => {
                openDay.value = entry.date
                editing.value = entry.id
              }}
            >
              {text('fix')}
            </button>
          )}
        </li>
      ))}
    </ul>
  )
}
