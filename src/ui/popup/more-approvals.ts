import { computed, effect, type ReadonlySignal, signal, untracked } from '@preact/signals'
import type { ApprovalView } from '../../contract/snapshot.ts'
import { attempt } from '../attempt.ts'
import type { PopupModel } from './popup-model.ts'

/** `reading` until the first answer. */
type State = 'reading' | 'all' | 'some'

export interface MoreApprovals {
  readonly rows: ReadonlySignal<readonly ApprovalView[]>
  /** Null where the snapshot has all there is. */
  readonly state: ReadonlySignal<State | null>
  /** They are decided: with the snapshot that tells of it they are gone from here too. */
  readonly leaveOut: (decided: readonly ApprovalView[]) => void
}

interface MoreRead {
  readonly account: string
  readonly approvals: readonly ApprovalView[]
  readonly state: State
}

/** What waits beyond what a snapshot carries: asked for while the inbox is open, again whenever something has changed. */
export function createMoreApprovals({
  snapshot,
  view,
  send,
}: Pick<PopupModel, 'snapshot' | 'view' | 'send'>): MoreApprovals {
  const read = signal<MoreRead | null>(null)
  const account = computed(() => snapshot.value?.account?.key ?? '')
  const isWanted = computed(() => view.value === 'approvals' && snapshot.value?.truncated.approvals === true)
  const known = computed(() => (isWanted.value && read.value?.account === account.value ? read.value : null))

  let asked = 0
  async function readMore(): Promise<void> {
    const asking = account.peek()
    const skip = snapshot.peek()?.approvals?.length ?? 0
    asked += 1
    const number = asked
    const found = await attempt(() => send('read-more-approvals', { skip }))
    // A later question has a later answer.
    if (number !== asked) return
    const { approvals, truncated } = found.ok
      ? found.value
      : { approvals: known.peek()?.approvals ?? [], truncated: true }
    read.value = { account: asking, approvals, state: truncated ? 'some' : 'all' }
  }
  let decidedSince: ReadonlySet<string> = new Set()
  effect(() => {
    if (!isWanted.value || !snapshot.value) return
    untracked(() => {
      const before = known.peek()
      const gone = decidedSince
      decidedSince = new Set()
      if (before && gone.size > 0)
        read.value = { ...before, approvals: before.approvals.filter(({ id }) => !gone.has(id)) }
      void readMore()
    })
  })

  return {
    rows: computed(() => known.value?.approvals ?? []),
    state: computed(() => (isWanted.value ? (known.value?.state ?? 'reading') : null)),
    leaveOut: (decided) => {
      decidedSince = new Set([...decidedSince, ...decided.map(({ id }) => id)])
    },
  }
}
