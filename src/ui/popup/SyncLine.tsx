import { Check, CircleDashed, CloudOff, RefreshCw, TriangleAlert } from 'lucide-preact'
import type { Snapshot } from '../../contract/snapshot.ts'
import type { Formats } from '../formats.ts'
import { syncSentence } from '../sync-sentence.ts'

interface SyncLineProps {
  readonly sync: Snapshot['sync']
  readonly formats: Formats
}

export function SyncLine({ sync, formats }: SyncLineProps) {
  return (
    <p class="sync-line" data-state={toneOf(sync)}>
      <SyncIcon sync={sync} />
      <span class="one-line">{syncSentence(sync, formats)}</span>
      {sync.progress && sync.progress.total > 1 && (
        <progress
          class="sync-progress"
          value={sync.progress.sent}
          max={sync.progress.total}
          aria-hidden="true"
        />
      )}
    </p>
  )
}

function toneOf(sync: Snapshot['sync']): 'warn' | 'good' | 'quiet' {
  if (sync.state === 'offline') return 'warn'
  if (sync.progress) return 'quiet'
  if (sync.attention > 0) return 'warn'
  return sync.state === 'done' && sync.waiting === 0 ? 'good' : 'quiet'
}

function SyncIcon({ sync }: { readonly sync: Snapshot['sync'] }) {
  if (sync.state === 'offline') return <CloudOff size={14} aria-hidden="true" />
  if (sync.attention > 0 && !sync.progress) return <TriangleAlert size={14} aria-hidden="true" />
  if (sync.state === 'sending') return <RefreshCw size={14} aria-hidden="true" />
  if (sync.waiting > 0 || sync.state === 'never') return <CircleDashed size={14} aria-hidden="true" />
  return <Check size={14} aria-hidden="true" />
}
