import type { Snapshot } from '../../src/contract/snapshot.ts'
import type { Act, Decision, Deletion, Move, WeekAct } from './acts.ts'
import type { WireAnswer, WireRequest } from './server.ts'

interface SaidEntry {
  readonly id: string
  readonly version: number
  readonly note: string
  readonly status: string
}

/** Of one entry, of a week, or of many decisions. */
type SaidAnswer =
  | SaidEntry
  | { readonly entries: readonly SaidEntry[] }
  | { readonly status: number; readonly entry?: SaidEntry }[]

const UNANSWERED_MOVE = { isAcknowledged: false, isOvertaken: false } as const

export type Ledger = ReturnType<typeof createLedger>

/** What people did and were told, and what the server took in: the simulation's own memory, which nothing can evict. */
export function createLedger() {
  const acts: Act[] = []
  const deletions: Deletion[] = []
  const decisions: Decision[] = []
  const weekActs: WeekAct[] = []
  const moves: Move[] = []
  /** By each of them: the entries that one act of a person's was about. */
  const together = new Map<string, readonly string[]>()
  /** Where a server gives ids of its own: the one under which the entry was typed. */
  const typedIds = new Map<string, string>()
  /** By id and version at the server. */
  const notes = new Map<string, string>()
  /** What the server has said of each entry, by the id that it has there. */
  const said = new Map<string, string[]>()
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
  const noteNotice = (device: string) => {
    timesTold.set(device, (timesTold.get(device) ?? 0) + 1)
  }
  const isSafe = (act: Act, { entries }: Snapshot) =>
    act.isSuperseded ||
    (act.copyOf === undefined ? areWordsThere(act, entries) : isCopyThere(act, entries)) ||
    [...toldOn(act.device)].some((sentence) => sentence.includes(act.text))

  const areWordsThere = ({ text }: Act, entries: Snapshot['entries']) =>
    accepted.has(text) || entries.some(({ note }) => note === text)
  /** Its words are those that its source had by then, whatever was on screen. */
  const isCopyThere = ({ entryId }: Act, entries: Snapshot['entries']) =>
    [...versions.keys(), ...entries.map(({ id }) => id)].some((id) => typedId(id) === entryId)

  const typedId = (id: string) => typedIds.get(id) ?? id
  const supersede = (entryId: string, device: string) => {
    for (const act of acts) if (act.entryId === entryId && act.device === device) act.isSuperseded = true
  }

  const overtakeMoves = (id: string) => {
    for (const move of moves) if (move.entryId === typedId(id)) move.isOvertaken = true
  }
  const isMovedHere = (id: string, device: string) =>
    moves.some((move) => move.entryId === typedId(id) && move.device === device)

  const noteEntry = (entry: SaidEntry, method: string) => {
    notes.set(`${entry.id} ${entry.version}`, entry.note)
    said.set(entry.id, [...(said.get(entry.id) ?? []), JSON.stringify(entry)])
    const known = versions.get(entry.id) ?? 0
    // A creation that is repeated is answered as it was the first time.
    if (method !== 'POST' && entry.version < known)
      violations.push(`version ${entry.version} of ${entry.id} follows version ${known}`)
    versions.set(entry.id, Math.max(known, entry.version))
    if (method === 'PUT' && entry.status === 'approved') approved.set(entry.id, entry.note)
  }

  return {
    acts: acts as readonly Act[],
    deletions: deletions as readonly Deletion[],
    decisions: decisions as readonly Decision[],
    weekActs: weekActs as readonly WeekAct[],
    versions: versions as ReadonlyMap<string, number>,
    approved: approved as ReadonlyMap<string, string>,
    violations,
    isToldSince: ({ device, toldBefore }: Pick<Deletion, 'device' | 'toldBefore'>) =>
      (timesTold.get(device) ?? 0) > toldBefore,

    /** The id under which the entry was typed that the server, or a device by now, knows by this one. */
    typedId,
    noteGivenId(typed: string, given: string, shown: string): void {
      for (const id of [given, shown]) typedIds.set(id, typedId(typed))
    },
    moves: moves as readonly Move[],
    overtakeMoves,
    beginMove(id: string, device: string, date: string): Move {
      overtakeMoves(id)
      const toldBefore = timesTold.get(device) ?? 0
      const begun: Move = { ...{ entryId: typedId(id), device, date, toldBefore }, ...UNANSWERED_MOVE }
      moves.push(begun)
      return begun
    },
    /** Typed, changed or moved on this device. */
    isTouched: (id: string, device: string) =>
      isMovedHere(id, device) || acts.some((act) => act.entryId === typedId(id) && act.device === device),
    noteTogether(ids: readonly string[]): void {
      for (const id of ids) together.set(typedId(id), ids)
    },
    /** The entries of the same act, this one among them. */
    togetherWith: (id: string) => together.get(typedId(id)) ?? [id],
    /** The id under which the entry was typed, and those of what it is a copy of. */
    originsOf(id: string): readonly string[] {
      const origins = [typedId(id)]
      for (const origin of origins) {
        const source = acts.find(({ entryId }) => entryId === origin)?.copyOf
        if (source !== undefined) origins.push(typedId(source))
      }
      return origins
    },
    noteOf: (rowId: string, version: number) => notes.get(`${rowId} ${version}`),
    /** As answers have shown it, oldest first. */
    saidOf: (rowId: string): readonly string[] => said.get(rowId) ?? [],

    begin(act: Omit<Act, 'isAcknowledged' | 'isSuperseded' | 'missingIn'>): Act {
      const entryId = typedId(act.entryId)
      const begun = { ...act, entryId, isAcknowledged: false, isSuperseded: false, missingIn: null }
      supersede(entryId, act.device)
      overtakeMoves(entryId)
      acts.push(begun)
      return begun
    },
    beginDecision(decision: Omit<Decision, 'state' | 'toldBefore'>): Decision {
      const toldBefore = timesTold.get(decision.device) ?? 0
      const begun: Decision = { ...decision, state: 'asked', toldBefore }
      decisions.push(begun)
      return begun
    },
    beginWeekAct(act: Pick<WeekAct, 'kind' | 'person' | 'device'>): WeekAct {
      const toldBefore = timesTold.get(act.device) ?? 0
      const begun: WeekAct = { ...act, actsBefore: acts.length, state: 'perhaps', toldBefore }
      weekActs.push(begun)
      return begun
    },
    beginDeletion(id: string, person: string, device: string): Deletion {
      const entryId = typedId(id)
      supersede(entryId, device)
      overtakeMoves(entryId)
      const deletion: Deletion = {
        ...{ entryId, person, device, state: 'asked' },
        toldBefore: timesTold.get(device) ?? 0,
      }
      deletions.push(deletion)
      return deletion
    },
    /** The person has chosen the server's version over that of this device. */
    letGo(id: string, device: string): void {
      const entryId = typedId(id)
      supersede(entryId, device)
      for (const deletion of deletions)
        if (deletion.entryId === entryId && deletion.device === device) deletion.state = 'taken-back'
    },
    acknowledged: (device: string) => acts.filter((act) => act.isAcknowledged && act.device === device),

    noteNotice,
    noteWhatIsTold(device: string, { failure, entries, approvals }: Snapshot): void {
      const sentences = toldOn(device)
      if (failure || approvals?.some(({ refusal }) => refusal)) noteNotice(device)
      if (failure) sentences.add(`${failure.atMs ?? ''} ${failure.code} ${failure.detail}`)
      if (failure?.code === 'unexpected') violations.push(`${device} broke in an unexpected way`)
      for (const { id, note, sync, failure: reason } of entries) {
        if (sync === 'attention' || sync === 'conflict') sentences.add(`${reason} ${note}`)
        const isEditedHere =
          isMovedHere(id, device) ||
          acts.some((act) => act.entryId === typedId(id) && act.device === device && act.kind === 'edit')
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
      const body = JSON.parse(answer.body) as SaidAnswer
      if (Array.isArray(body)) {
        // Of many decisions, some of which may have been refused.
        for (const { status, entry } of body) if (status === 200 && entry) noteEntry(entry, 'PUT')
        return
      }
      if (request.body !== null && request.method !== 'PUT')
        accepted.add((JSON.parse(request.body) as { note: string }).note)
      for (const entry of 'entries' in body ? body.entries : [body]) noteEntry(entry, request.method)
    },
  }
}
