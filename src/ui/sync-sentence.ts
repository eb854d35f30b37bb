import type { Snapshot } from '../contract/snapshot.ts'
import { text } from '../platform/texts.ts'
import type { Formats } from './formats.ts'

type Progress = NonNullable<Snapshot['sync']['progress']>

/** How far everything has come: `Sending 12 of 40`; `3 waiting, offline since 14:02`. */
export function syncSentence(sync: Snapshot['sync'], formats: Formats): string {
  if (sync.state === 'offline') return offlineSentence(sync, formats)
  if (sync.progress) return progressSentence(sync.progress, formats)
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
  if (offlineSinceMs === null) return text('offline')
  const since = formats.time(offlineSinceMs)
  return waiting === 0
    ? text('offlineSince', since)
    : text('waitingOfflineSince', formats.count(waiting), since)
}

/** The one that is under way counts: `Sending 1 of 40` until the first has arrived. */
function progressSentence({ sent, total }: Progress, formats: Formats): string {
  return total === 1 ? text('sending') : text('sendingOf', formats.count(sent + 1), formats.count(total))
}
