import type { CaptureFault } from '../../domain/capture-line.ts'
import { formatDuration } from '../../domain/duration.ts'
import { text } from '../../platform/texts.ts'
import { captureSentence } from '../capture-sentence.ts'
import { Booking } from '../components/Booking.tsx'
import { Foreign } from '../components/Foreign.tsx'
import { Tags } from '../components/Tags.tsx'
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
        {capture.line.value.trim() === '' ? <span class="soft">{text('captureHint')}</span> : <Chips />}
      </div>
      <div role="status" class="preview-faults">
        {capture.faults.value.map((fault) => (
          <p
            class={fault.reason === 'ambiguous' ? 'fault question' : 'fault'}
            key={`${fault.part}-${fault.reason}`}
          >
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

function Chips() {
  const { capture, snapshot, formats } = usePopup()
  const { minutes, date, dateGiven, project, projectId, tags, note } = capture.reading.value
  return (
    <>
      {minutes === null ? (
        <span class="chip chip-open">{text('chipNoDuration')}</span>
      ) : (
        <span class="chip chip-strong figures">{formatDuration(minutes)}</span>
      )}
      <span class={dateGiven ? 'chip chip-strong' : 'chip'}>{formats.day(date)}</span>
      {project !== null && (
        <span class="chip chip-strong">
          <Booking entry={{ project, projectId }} projects={snapshot.value?.projects ?? []} />
        </span>
      )}
      <Tags tags={tags} />
      {note !== '' && (
        <span class="chip-note one-line">
          <Foreign words={note.slice(0, NOTE_SHOWN)} />
        </span>
      )}
    </>
  )
}

/** Where several projects fit, each is a button: nothing is guessed. */
function Choices({ faults, focusField }: { faults: readonly CaptureFault[]; focusField: () => void }) {
  const { capture } = usePopup()
  const fault = faults.find((each) => each.part === 'project' && each.reason === 'ambiguous')
  if (fault?.part !== 'project' || fault.reason !== 'ambiguous') return null
  return (
    <div class="choices">
      {fault.choices.map((project) => (
        <button
          key={project.id}
          type="button"
          class="button choice"
          onClick={() => {
            capture.choose(fault.text, project)
            focusField()
          }}
        >
          <Booking entry={{ project: project.name, projectId: project.id }} projects={[project]} />
        </button>
      ))}
    </div>
  )
}
