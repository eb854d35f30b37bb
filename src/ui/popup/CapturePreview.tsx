import { text } from '../../platform/texts.ts'
import { captureSentence } from '../capture-sentence.ts'
import { timerFaultSentence } from '../timer-sentence.ts'
import { BookingChoices } from './BookingChoices.tsx'
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
      <BookingChoices
        faults={capture.faults.value}
        choose={(fault, project, task) => {
          capture.choose(fault, project, task)
          focusField()
        }}
        keepInNote={() => {
          capture.keepInNote()
          focusField()
        }}
      />
    </div>
  )
}
