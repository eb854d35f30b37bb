import { TriangleAlert, X } from 'lucide-preact'
import { text } from '../../platform/texts.ts'
import type { Failure } from '../attempt.ts'
import { failureSentence } from '../failure-sentence.ts'
import { CopyButton } from './CopyButton.tsx'
import { Foreign } from './Foreign.tsx'

interface FailureBarProps {
  readonly failure: Failure
  readonly onDismiss: () => void
}

const MAX_DETAIL = 500

export function FailureBar({ failure, onDismiss }: FailureBarProps) {
  const detail = failure.detail?.slice(0, MAX_DETAIL) ?? ''
  return (
    <div class="message message-bad" role="alert">
      <TriangleAlert size={16} aria-hidden="true" />
      <div class="message-words">
        <p>{failureSentence(failure.code)}</p>
        {detail !== '' && (
          <details class="message-detail">
            <summary>{text('details')}</summary>
            <p class="code">
              <Foreign words={detail} />
            </p>
            <CopyButton value={detail} />
          </details>
        )}
      </div>
      <button type="button" class="icon-button" aria-label={text('dismiss')} onClick={onDismiss}>
        <X size={16} aria-hidden="true" />
      </button>
    </div>
  )
}
