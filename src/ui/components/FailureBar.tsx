import { TriangleAlert, X } from 'lucide-preact'
import type { ComponentChildren } from 'preact'
import { isForIt } from '../../domain/failure.ts'
import { text } from '../../platform/texts.ts'
import type { Failure } from '../attempt.ts'
import type { Circumstances } from '../failure-report.ts'
import { failureSentence } from '../failure-sentence.ts'
import { CopyButton } from './CopyButton.tsx'
import { Foreign } from './Foreign.tsx'
import { ReportForIt } from './ReportForIt.tsx'

interface FailureBarProps {
  readonly failure: Failure
  readonly circumstances: Circumstances
  readonly onDismiss: () => void
  /** What else helps. */
  readonly children?: ComponentChildren
}

export function FailureBar({ failure, circumstances, onDismiss, children }: FailureBarProps) {
  return (
    <div class="message message-bad">
      <TriangleAlert size={16} aria-hidden="true" />
      <div class="message-words">
        {/* The alert is the sentence alone: “Copied” must not have it read out again. */}
        <p role="alert">{failureSentence(failure.code)}</p>
        {children}
        {isForIt(failure.code) ? (
          <ReportForIt failure={failure} circumstances={circumstances} />
        ) : (
          <Detail words={failure.detail ?? ''} />
        )}
      </div>
      <button type="button" class="icon-button" aria-label={text('dismiss')} onClick={onDismiss}>
        <X size={16} aria-hidden="true" />
      </button>
    </div>
  )
}

function Detail({ words }: { readonly words: string }) {
  if (words === '') return null
  return (
    <details class="message-detail">
      <summary>{text('details')}</summary>
      <p class="code">
        <Foreign words={words} />
      </p>
      <CopyButton value={words} />
    </details>
  )
}
