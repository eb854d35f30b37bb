import type { Snapshot } from '../contract/snapshot.ts'
import { text } from '../platform/texts.ts'
import type { Formats } from './formats.ts'

/** How far everything has come: `Offline since 14:02. 3 entries wait on this device.` */
export function syncSentence(sync: Snapshot['sync'], formats: Formats): string {
  if (sync.state === 'offline') return offlineSentence(sync, formats)
  if (sync.attention > 0) {
    return text(
      formats.isOne(sync.attention) ? 'attentionOne' : 'attentionMany',
      formats.count(sync.attention),
    )
  }
  if (sync.waiting > 0) {
    return text(formats.isOne(sync.waiting) ? 'waitingOne' : 'waitingMany', formats.count(sync.waiting))
  }
  if (sync.state === 'sending') return text('syncing')
  return text(sync.state === 'never' ? 'syncNever' : 'allSent')
}

function offlineSentence({ waiting, offlineSinceMs }: Snapshot['sync'], formats: Formats): string {
  const since = offlineSinceMs === null ? text('offline') : text('offlineSince', formats.time(offlineSinceMs))
  if (waiting === 0) return since
  const kept = text(formats.isOne(waiting) ? 'keptOne' : 'keptMany', formats.count(waiting))
  return `${since} ${kept}`
}
