import { useEffect, useState } from 'preact/hooks'
import type { ConnectionReport } from '../../contract/commands.ts'
import { text } from '../../platform/texts.ts'
import type { Failure } from '../attempt.ts'
import { type Circumstances, failureReport } from '../failure-report.ts'
import { CopyButton } from './CopyButton.tsx'

interface ReportForItProps {
  readonly failure: Failure
  readonly circumstances: Circumstances
}

/** The details that IT needs: copied with one click, and to be read before. */
export function ReportForIt({ failure, circumstances }: ReportForItProps) {
  const [seenAtMs] = useState(Date.now)
  const [connection, setConnection] = useState<ConnectionReport | null>(null)
  useEffect(() => {
    void circumstances.connection().then(setConnection)
  }, [circumstances])
  const report = failureReport(failure, { ...circumstances.running(), connection, seenAtMs })
  return (
    <div class="message-actions">
      <CopyButton value={report} label={text('copyForIt')} />
      <details class="message-detail">
        <summary>{text('details')}</summary>
        {/* A field, though nobody writes into it: the keyboard can reach, scroll and select it. */}
        <textarea
          class="code report"
          dir="ltr"
          readOnly
          rows={8}
          value={report}
          aria-label={text('details')}
        />
      </details>
    </div>
  )
}
