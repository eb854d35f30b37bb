import { createPublisher, type PublishDeps } from '../../src/background/publish.ts'
import type { Snapshot } from '../../src/contract/snapshot.ts'
import type { Device } from './device.ts'

/** What the worker would show of a device now: the snapshot and the badge. */
export async function published(
  { database, nowMs }: Pick<Device, 'database' | 'nowMs'>,
  changes: Partial<PublishDeps> = {},
): Promise<{ readonly snapshot: Snapshot; readonly badge: string }> {
  const snapshots: Snapshot[] = []
  const badges: string[] = []
  const publish = createPublisher({
    database,
    today: () => '2026-11-20',
    sessionState: async () => 'signed-in',
    logoutUntilMs: async () => null,
    now: () => nowMs,
    isSending: () => false,
    sentCount: () => 0,
    write: async (snapshot) => void snapshots.push(snapshot),
    showBadge: async (text) => void badges.push(text),
    ...changes,
  })
  await publish()
  const [snapshot] = snapshots
  const [badge] = badges
  if (snapshot === undefined || badge === undefined) throw new Error('nothing was published')
  return { snapshot, badge }
}
