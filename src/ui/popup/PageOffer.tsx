import { ArrowRightToLine, X } from 'lucide-preact'
import { text } from '../../platform/texts.ts'
import { Booking } from '../components/Booking.tsx'
import { Foreign } from '../components/Foreign.tsx'
import { bookingOf, bookingText, isolate } from '../formats.ts'
import { usePopup } from './popup-context.ts'

interface PageOfferProps {
  readonly focusField: () => void
}

/** More than fits at any rate. */
const LABEL_SHOWN = 60

/** Key or title of the page, to be put into the line. */
export function PageNote({ focusField }: PageOfferProps) {
  const { page } = usePopup().capture
  const offer = page.offer.value
  if (!offer) return null
  const words = text('pageNoteAdd', isolate(offer.note))
  return (
    <button
      type="button"
      class="chip chip-offer page-note"
      title={words}
      aria-label={words}
      onClick={() => {
        page.acceptNote()
        focusField()
      }}
    >
      <span class="one-line">
        <Foreign words={offer.label.slice(0, LABEL_SHOWN)} />
      </span>
      <ArrowRightToLine size={12} aria-hidden="true" />
    </button>
  )
}

/** On what Enter books because it was booked from here before; a click takes it back. */
export function PageProject({ focusField }: PageOfferProps) {
  const { projects, capture } = usePopup()
  const { project, dropProject } = capture.page
  const booking = project.value && bookingOf(project.value, projects.value)
  if (!project.value || !booking) return null
  const words = text('pageProjectDrop', bookingText(booking))
  return (
    <button
      type="button"
      class="chip chip-strong chip-offer"
      title={words}
      aria-label={words}
      onClick={() => {
        dropProject()
        focusField()
      }}
    >
      <Booking entry={project.value} projects={projects.value} />
      <X size={12} aria-hidden="true" />
    </button>
  )
}
