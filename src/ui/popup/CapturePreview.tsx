import type { ComponentChildren } from 'preact'
import type { CaptureFault } from '../../domain/capture-fault.ts'
import { text } from '../../platform/texts.ts'
import { captureSentence } from '../capture-sentence.ts'
import { Booking } from '../components/Booking.tsx'
import { Foreign } from '../components/Foreign.tsx'
import { isolate } from '../formats.ts'
import { timerFaultSentence } from '../timer-sentence.ts'
import { Chips } from './CaptureChips.tsx'
import { PageNote, PageProject } from './PageOffer.tsx'
import { usePopup } from './popup-context.ts'

interface CapturePreviewProps {
  readonly id: string
  readonly focusField: () => void
}

/** Under the field: what Enter will save, and what keeps it from being saved. */
export function CapturePreview({ id, focusField }: CapturePreviewProps) {
  const { capture, snapshot } = usePopup()
  const timerFault = capture.timerFault.value
  const isBlank = capture.line.value.trim() === ''
  const hasPasted = capture.paste.shown.value.length > 0
  const hasHint = !hasPasted && !capture.page.project.value
  const areProjectsLeftOut = snapshot.value?.truncated.projects ?? false
  return (
    <div class="preview">
      <div class="preview-line">
        <div id={id} class="chips">
          {isBlank ? (
            <>
              {hasHint && <span class="soft one-line">{text('captureHint')}</span>}
              <PageProject focusField={focusField} />
              {!hasPasted && <span class="chip-key soft">{text('captureLatest')}</span>}
            </>
          ) : (
            <Chips
              reading={capture.reading.value}
              plainProject={{
                words: capture.plainProject.value ?? '',
                keepInNote: () => {
                  capture.keepInNote()
                  focusField()
                },
              }}
              otherProject={<PageProject focusField={focusField} />}
            />
          )}
        </div>
        <PageNote focusField={focusField} />
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
