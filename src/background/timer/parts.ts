import { uuidV7 } from '../../domain/uuid.ts'
import { readActivity } from '../../platform/activity.ts'
import { showBadge } from '../../platform/badge.ts'
import { readDraft, writeDraft } from '../../platform/draft-store.ts'
import { openPopup } from '../../platform/shortcuts.ts'
import { readSnapshot } from '../../platform/snapshot-store.ts'
import { language } from '../../platform/texts.ts'
import { keepTicking, startTicking, stopTicking } from '../../platform/timer-alarm.ts'
import type { Database } from '../store/database.ts'
import { pressTimerKey } from './shortcut.ts'
import { createTimerHandlers } from './timer-handlers.ts'
import { createTimers } from './timers.ts'
import { createTimerWatch } from './watch.ts'

const RANDOM_BYTES = 10

export interface TimerPartsDeps {
  readonly database: Database
  readonly now: () => number
  readonly today: () => string
  readonly publish: () => Promise<void>
  /** What follows each act that has made an entry. */
  readonly afterEntry: () => Promise<void>
}

/** All that has to do with the timer, over the browser as it is. */
export function createTimerParts({ database, now, today, publish, afterEntry }: TimerPartsDeps) {
  const timers = createTimers({
    database,
    now,
    timeZone: () => Temporal.Now.timeZoneId(),
    newEntryId: () => uuidV7(now(), crypto.getRandomValues(new Uint8Array(RANDOM_BYTES))),
    newOperationId: () => crypto.randomUUID(),
  })
  const acting = {
    database,
    timers,
    newId: () => crypto.randomUUID(),
    startTicking,
    afterAct: (minutes: number | null) => (minutes === null ? publish() : afterEntry()),
  }
  return {
    handlers: createTimerHandlers(acting),
    watch: createTimerWatch({
      database,
      now,
      readActivity,
      publish,
      readSnapshot,
      showBadge,
      setTicking: (isOn) => (isOn ? keepTicking() : stopTicking()),
    }),
    pressKey: () => pressTimerKey({ ...acting, today, language, readDraft, writeDraft, openPopup }),
  }
}
