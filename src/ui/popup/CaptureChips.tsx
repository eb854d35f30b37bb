import type { ComponentChildren } from 'preact'
import type { CaptureReading } from '../../domain/capture-line.ts'
import { formatDuration } from '../../domain/duration.ts'
import { text } from '../../platform/texts.ts'
import { Booking } from '../components/Booking.tsx'
import { Foreign } from '../components/Foreign.tsx'
import { Tags } from '../components/Tags.tsx'
import { isolate } from '../formats.ts'
import { usePopup } from './popup-context.ts'

interface ChipsProps {
  readonly reading: CaptureReading
  /** Gives the words of a project without `@` back to the note; absent where no key does. */
  readonly plainProject?: { readonly words: string; readonly keepInNote: () => void } | undefined
  /** Stands for the project where the line names none. */
  readonly otherProject?: ComponentChildren
}

/** More than fits on the line at any rate. */
const NOTE_SHOWN = 120

/** What a line will be saved as. */
export function Chips({ reading, plainProject, otherProject }: ChipsProps) {
  const { formats } = usePopup()
  const { minutes, start, date, dateGiven, project, tags, note } = reading
  return (
    <>
      {minutes === null ? (
        <span class="chip chip-open">{text('chipNoDuration')}</span>
      ) : (
        <span class="chip chip-strong figures">
          {formatDuration(minutes)}
          {start !== null && <span class="chip-range">&nbsp;· {formats.timeRange(start, minutes)}</span>}
        </span>
      )}
      <span class={dateGiven ? 'chip chip-day chip-strong' : 'chip chip-day'}>{formats.day(date)}</span>
      {project === null ? otherProject : <ProjectChip reading={reading} plainProject={plainProject} />}
      <Tags tags={tags} />
      {note !== '' && (
        <span class="chip-note one-line">
          <Foreign words={note.slice(0, NOTE_SHOWN)} />
        </span>
      )}
    </>
  )
}

function ProjectChip({ reading, plainProject }: ChipsProps) {
  const { projects } = usePopup()
  const { project, projectId, task, isProjectPlain } = reading
  const booking = (
    <>
      <Booking entry={{ project, projectId }} projects={projects.value} />
      {task !== null && (
        <span class="chip-task one-line">
          <span class="booking-slash"> / </span>
          <Foreign words={task} />
        </span>
      )}
    </>
  )
  if (!isProjectPlain || !plainProject) return <span class="chip chip-strong">{booking}</span>
  return (
    <button
      type="button"
      class="chip chip-strong chip-plain"
      title={text('keepInNote', isolate(plainProject.words))}
      aria-keyshortcuts="Escape"
      onClick={plainProject.keepInNote}
    >
      {booking}
      <kbd>Esc</kbd>
    </button>
  )
}
