import { Download } from 'lucide-preact'
import { useEffect, useState } from 'preact/hooks'
import type { DecisionView } from '../../contract/received-approval.ts'
import { formatDuration } from '../../domain/duration.ts'
import { text } from '../../platform/texts.ts'
import { Foreign } from '../components/Foreign.tsx'
import { download } from '../options/download.ts'
import { historyFile } from './history-file.ts'
import { usePopup } from './popup-context.ts'

const MOST_SHOWN = 50

interface Known {
  readonly decisions: readonly DecisionView[]
  readonly truncated: boolean
}

/** What this person has decided, as the server's record has it. */
export function History() {
  const { send, act, nowMs, formats } = usePopup()
  const [known, setKnown] = useState<Known | null>(null)
  const [isReading, setReading] = useState(true)

  useEffect(() => {
    void act(
      async () => setKnown(await send('read-decisions', {})),
      () => null,
    ).finally(() => setReading(false))
  }, [send, act])

  if (isReading) return <p class="empty">{text('historyLoading')}</p>
  if (!known) return <p class="empty">{text('historyUnknown')}</p>
  if (known.decisions.length === 0) return <p class="empty">{text('historyEmpty')}</p>
  return (
    <div class="history">
      <button
        type="button"
        class="button"
        onClick={() => download(historyFile(known.decisions, new Date(nowMs.value).toISOString()))}
      >
        <Download size={14} aria-hidden="true" />
        {text('historyExport')}
      </button>
      <ul>
        {known.decisions.slice(0, MOST_SHOWN).map((decision) => (
          <li key={decision.id} class="history-item">
            <Decision decision={decision} />
          </li>
        ))}
      </ul>
      {known.decisions.length > MOST_SHOWN && (
        <p class="small soft">{text('historyMore', formats.count(known.decisions.length))}</p>
      )}
      {known.truncated && <p class="small soft">{text('historyTruncated')}</p>}
    </div>
  )
}

function Decision({ decision }: { readonly decision: DecisionView }) {
  const { formats } = usePopup()
  const { person, date, minutes, project, note, comment } = decision
  return (
    <>
      <p class="entry-first">
        <strong>{text(decision.decision === 'approved' ? 'stateApproved' : 'stateRejected')}</strong>
        <Foreign class="one-line" words={person} />
        <span class="figures">{formatDuration(minutes)}</span>
        <span class="soft figures">{formats.day(date)}</span>
      </p>
      <p class="small soft">
        {formats.moment(Date.parse(decision.at))}
        {project && (
          <>
            {' · '}
            <Foreign words={project} />
          </>
        )}
        {note && (
          <>
            {' · '}
            <Foreign words={note} />
          </>
        )}
      </p>
      {comment && (
        <p class="small">
          <Foreign words={comment} />
        </p>
      )}
    </>
  )
}
