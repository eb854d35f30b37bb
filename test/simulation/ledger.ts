import type { Snapshot } from '../../src/contract/snapshot.ts'
import type { WireAnswer, WireRequest } from './server.ts'

/** Something that a person typed. Its text is unlike any other of the run, and goes along as the entry's note. */
export interface Act {
  readonly text: string
  readonly entryId: string
  readonly person: string
  readonly device: string
  readonly kind: 'capture' | 'edit'
  /** The popup said that it is saved. */
  isAcknowledged: boolean
  /** The same person has edited, deleted or taken it back on the same device since. */
  isSuperseded: boolean
  /** The last snapshot, when it was nowhere to be seen in it. */
  missingIn: Snapshot | null
}

export interface Deletion {
  readonly entryId: string
  readonly person: string
  readonly device: string
  /** Of an unacknowledged one nobody knows. */
  state: 'asked' | 'acknowledged' | 'taken-back'
  /** How many snapshots with something to tell this device had shown before. */
  readonly toldBefore: number
}

export type Ledger = ReturnType<typeof createLedger>

/** What people did and were told, and what the server took in: the simulation's own memory, which nothing can evict. */
export function createLedger() {
  const acts: Act[] = []
  const deletions: Deletion[] = []
  const accepted = new Set<string>()
  const versions = new Map<string, number>()
  const approved = new Map<string, string>()
  /** Per device, each sentence once: notices, and what was shown as needing attention. */
  const told = new Map<string, Set<string>>()
  const timesTold = new Map<string, number>()
  const violations: string[] = []

  const toldOn = (device: string) => {
    const known = told.get(device) ?? new Set<string>()
    told.set(device, known)
    return known
  }
  const isSafe = (act: Act, { entries }: Snapshot) =>
    act.isSuperseded ||
    accepted.has(act.text) ||
    entries.some(({ note }) => note === act.text) ||
    [...toldOn(act.device)].some((sentence) => sentence.includes(act.text))

  const supersede = (entryId: string, device: string) => {
    for (const act of acts) if (act.entryId === entryId && act.device === device) act.isSuperseded = true
  }

  return {
    acts: acts as readonly Act[],
    deletions: deletions as readonly Deletion[],
    versions: versions as ReadonlyMap<string, number>,
    approved: approved as ReadonlyMap<string, string>,
    violations,
    isToldSince: ({ device, toldBefore }: Deletion) => (timesTold.get(device) ?? 0) > toldBefore,

    begin(act: Omit<Act, 'isAcknowledged' | 'isSuperseded' | 'missingIn'>): Act {
      const begun = { ...act, isAcknowledged: false, isSuperseded: false, missingIn: null }
      supersede(act.entryId, act.device)
      acts.push(begun)
      return begun
    },
    beginDeletion(entryId: string, person: string, device: string): Deletion {
      supersede(entryId, device)
      const deletion: Deletion = {
        ...{ entryId, person, device, state: 'asked' },
        toldBefore: timesTold.get(device) ?? 0,
      }
      deletions.push(deletion)
      return deletion
    },
    /** The person has chosen the server's version over that of this device. */
    letGo(entryId: string, device: string): void {
      supersede(entryId, device)
      for (const deletion of deletions)
        if (deletion.entryId === entryId && deletion.device === device) deletion.state = 'taken-back'
    },
    acknowledged: (device: string) => acts.filter((act) => act.isAcknowledged && act.device === device),

    noteWhatIsTold(device: string, { failure, entries }: Snapshot): void {
      const sentences = toldOn(device)
      if (failure) timesTold.set(device, (timesTold.get(device) ?? 0) + 1)
      if (failure) sentences.add(`${failure.atMs ?? ''} ${failure.code} ${failure.detail}`)
      if (failure?.code === 'unexpected') violations.push(`${device} broke in an unexpected way`)
      for (const { id, note, sync, failure: reason } of entries) {
        if (sync === 'attention' || sync === 'conflict') sentences.add(`${reason} ${note}`)
        const isEditedHere = acts.some(
          (act) => act.entryId === id && act.device === device && act.kind === 'edit',
        )
        if (reason === 'id-taken' && !isEditedHere)
          violations.push(`${note} is taken for another entry on ${device}, though nobody changed it there`)
      }
    },
    /** At any moment: what was typed is with the server, on the screen, or its refusal was told. */
    checkNothingVanished(device: string, snapshot: Snapshot, before: readonly Act[]): void {
      const person = snapshot.account?.key.split('|')[1]
      for (const { userId, note } of snapshot.entries)
        if (userId !== person) violations.push(`${device} shows ${person} the entry ${note} of ${userId}`)
      for (const act of before) {
        const isMissing = act.person === person && !isSafe(act, snapshot)
        // A snapshot is not read in one transaction: what happens meanwhile is in the next one, which follows at once.
        if (isMissing && act.missingIn !== null && act.missingIn !== snapshot)
          violations.push(`${act.text}, typed on ${device}, has vanished`)
        act.missingIn = isMissing ? snapshot : null
      }
    },
    noteAnswer(request: WireRequest, answer: WireAnswer): void {
      if (answer.status >= 300 || request.method === 'GET' || answer.status === 204) return
      if (request.path.startsWith('/weeks/')) {
        const { entries } = JSON.parse(answer.body) as { entries: { id: string; version: number }[] }
        for (const { id, version } of entries) versions.set(id, Math.max(versions.get(id) ?? 0, version))
        return
      }
      const entry = JSON.parse(answer.body) as { id: string; version: number; note: string; status: string }
      if (request.body !== null && request.method !== 'PUT') {
        accepted.add((JSON.parse(request.body) as { note: string }).note)
      }
      const known = versions.get(entry.id) ?? 0
      // A creation that is repeated is answered as it was the first time.
      if (request.method !== 'POST' && entry.version < known)
        violations.push(`version ${entry.version} of ${entry.id} follows version ${known}`)
      versions.set(entry.id, Math.max(known, entry.version))
      if (request.method === 'PUT' && entry.status === 'approved') approved.set(entry.id, entry.note)
    },
  }
}
