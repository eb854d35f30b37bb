import type { EntryContent, Project } from '../../domain/entry.ts'
import { text } from '../../platform/texts.ts'
import { bookingOf } from '../formats.ts'
import { Foreign } from './Foreign.tsx'

interface BookingProps {
  readonly entry: Pick<EntryContent, 'project' | 'projectId'> & Partial<Pick<EntryContent, 'task'>>
  readonly projects: readonly Project[]
}

/** `Acme / Website / Design`; names come from elsewhere and are isolated from the words around them. */
export function Booking({ entry, projects }: BookingProps) {
  const booking = bookingOf(entry, projects)
  if (!booking) return <span class="booking booking-none one-line">{text('noProject')}</span>
  return (
    <span
      class="booking one-line"
      title={[booking.client, booking.project, entry.task].filter(Boolean).join(' / ')}
    >
      {booking.client && (
        <>
          <Foreign class="booking-client" words={booking.client} />
          <span class="booking-slash"> / </span>
        </>
      )}
      <Foreign class="booking-project" words={booking.project} />
      {entry.task && (
        <>
          <span class="booking-slash"> / </span>
          <Foreign words={entry.task} />
        </>
      )}
    </span>
  )
}
