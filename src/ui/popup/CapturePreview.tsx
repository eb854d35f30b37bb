import type { ComponentChildren } from 'preact'
import type { CaptureFault } from '../../domain/capture-fault.ts'
import { formatDuration } from '../../domain/duration.ts'
import { text } from '../../platform/texts.ts'
import { captureSentence } from '../capture-sentence.ts'
import { Booking } from '../components/Booking.tsx'
import { Foreign } from '../components/Foreign.tsx'
import { Tags } from '../components/Tags.tsx'
import { isolate } from '../formats.ts'
import { timerFaultSentence } from '../timer-sentence.ts'
import { usePopup } from './popup-context.ts'

interface CapturePreviewProps {
  readonly id: string
  readonly focusField: () => void
}

/** More than fits on the line at any rate. */
const NOTE_SHOWN = 120

/** Under the field: what Enter will save, and what keeps it from being saved. */
export function CapturePreview({ id, focusField }: CapturePreviewProps) {
  const { capture, snapshot } = usePopup()
  const timerFault = capture.timerFault.value
  const areProjectsLeftOut = snapshot.value?.truncated.projects ?? false
  return (
    <div class="preview">
      <div id={id} class="chips">
        {capture.line.value.trim() === '' ? (
          <span class="soft">{text('captureHint')}</span>
        ) : (
          <Chips focusField={focusField} />
        )}
      </div>
      <div role="status" class="preview-faults">
        {capture.faults.value.map((fault) => (
          <p class={'choices' in fault ? 'fault question' : 'fault'} key={`${fault.part}-${fault.reason}`}>
            {captureSentence(fault, areProjectsLeftOut)}
          </p>
        ))}
        {timerFault && timerFault !== 'faulty' && (
          <p class="fault question">{timerFaultSentence(timerFault)}</p>
        )}
      </div>
      <Choices faults={capture.faults.value} focusField={focusField} />
    </div>
  )
}

function Chips({ focusField }: { readonly focusField: () => void }) {
  const { capture, formats } = usePopup()
  const { minutes, start, date, dateGiven, project, tags, note } = capture.reading.value
  return (
    <>
      {minutes === null ? (
        <span class="chip chip-open">{text('chipNoDuration')}</span>
      ) : (
        <span class="chip chip-strong figures">{formatDuration(minutes)}</span>
      )}
      {minutes !== null && start !== null && (
        <span class="chip chip-strong figures">{formats.timeRange(start, minutes)}</span>
      )}
      <span class={dateGiven ? 'chip chip-day chip-strong' : 'chip chip-day'}>{formats.day(date)}</span>
      {project !== null && <ProjectChip focusField={focusField} />}
      <Tags tags={tags} />
      {note !== '' && (
        <span class="chip-note one-line">
          <Foreign words={note.slice(0, NOTE_SHOWN)} />
        </span>
      )}
    </>
  )
}

/** Where it was named without `@`, one key or click gives its words back to the note. */
function ProjectChip({ focusField }: { readonly focusField: () => void }) {
  const { capture, snapshot } = usePopup()
  const { project, projectId, task, isProjectPlain } = capture.reading.value
  const booking = (
    <>
      <Booking entry={{ project, projectId }} projects={snapshot.value?.projects ?? []} />
      {task !== null && (
        <span class="chip-task one-line">
          <span class="booking-slash"> / </span>
          <Foreign words={task} />
        </span>
      )}
    </>
  )
  if (!isProjectPlain) return <span class="chip chip-strong">{booking}</span>
  return (
    <button
      type="button"
      class="chip chip-strong chip-plain"
      title={text('keepInNote', isolate(capture.plainProject.value ?? ''))}
      aria-keyshortcuts="Escape"
      onClick={() => {
        capture.keepInNote()
        focusField()
      }}
    >
      {booking}
      <kbd>Esc</kbd>
    </button>
  )
}

/** Where several projects or tasks fit, each is a button: nothing is guessed. */
function Choices({ faults, focusField }: { faults: readonly CaptureFault[]; focusField: () => void }) {
  const { capture } = usePopup()
  const fault = faults.find((each) => 'choices' in each)
  if (!fault || !('choices' in fault) || fault.choices.length === 0) return null
  const chosen = (act: () => void) => () => {
    act()
    focusField()
  }
  return (
    <div class="choices">
      {fault.part === 'task'
        ? fault.choices.map((task) => (
            <ChoiceButton key={task} act={chosen(() => capture.choose(fault, fault.project, task))}>
              <Foreign words={task} />
            </ChoiceButton>
          ))
        : fault.choices.map((project) => (
            <ChoiceButton key={project.id} act={chosen(() => capture.choose(fault, project, null))}>
              <Booking entry={{ project: project.name, projectId: project.id }} projects={[project]} />
            </ChoiceButton>
          ))}
      {fault.part === 'project' && fault.isPlain && (
        <ChoiceButton act={chosen(capture.keepInNote)}>
          {text('keepInNote', isolate(fault.text))}
        </ChoiceButton>
      )}
    </div>
  )
}

function ChoiceButton({ act, children }: { act: () => void; children: ComponentChildren }) {
  return (
    <button type="button" class="button choice" onClick={act}>
      {children}
    </button>
  )
}
