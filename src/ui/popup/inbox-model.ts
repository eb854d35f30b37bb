import { computed, effect, type ReadonlySignal, type Signal, signal, untracked } from '@preact/signals'
import type { ApprovalView } from '../../contract/snapshot.ts'
import { groupPersonWeeks, needsLook, type PersonWeek } from '../../domain/person-weeks.ts'
import { language } from '../../platform/texts.ts'
import {
  type FilterChoices,
  filterChoices,
  fits,
  hasWords,
  type InboxFilter,
  isOffered,
  wordsOf,
} from './inbox-filter.ts'
import { createMoreApprovals, type MoreApprovals } from './more-approvals.ts'
import { usePopup } from './popup-context.ts'
import type { PopupModel } from './popup-model.ts'

export type ApprovalGroup = PersonWeek<ApprovalView>

export type InboxRow =
  | { readonly key: string; readonly kind: 'group'; readonly group: ApprovalGroup }
  | {
      readonly key: string
      readonly kind: 'entry'
      readonly group: ApprovalGroup
      readonly approval: ApprovalView
    }

export interface InboxModel {
  readonly decide: PopupModel['decide']
  readonly waitingCount: ReadonlySignal<number>
  /** Of what the snapshot does not carry. */
  readonly moreState: MoreApprovals['state']
  readonly query: Signal<string>
  /** `all` again when nothing is left of what was chosen. */
  readonly filter: ReadonlySignal<InboxFilter>
  readonly choices: ReadonlySignal<FilterChoices>
  readonly choose: (filter: InboxFilter) => void
  readonly groups: ReadonlySignal<readonly ApprovalGroup[]>
  /** What stands on screen, in its order: each group, and where it is open its entries. */
  readonly rows: ReadonlySignal<readonly InboxRow[]>
  /** Of those that the filter shows, the ones that nothing speaks against. */
  readonly unflagged: ReadonlySignal<readonly ApprovalView[]>
  readonly selected: ReadonlySignal<readonly ApprovalView[]>
  /** The row that the keyboard is on. */
  readonly active: Signal<string | null>
  readonly isOpen: (group: ApprovalGroup) => boolean
  readonly toggle: (group: ApprovalGroup, isOpen?: boolean) => void
  readonly isSelected: (approvals: readonly ApprovalView[]) => boolean
  readonly select: (approvals: readonly ApprovalView[]) => void
  readonly endSelection: () => void
  /** Several that are to be rejected with one reason; null while none are. */
  readonly rejectingAll: Signal<readonly ApprovalView[] | null>
  readonly isHelpOpen: Signal<boolean>
}

const models = new WeakMap<PopupModel, InboxModel>()

/** One for each popup, made when it is first needed: the first frame does without its code. */
export function inboxModelOf(popup: PopupModel): InboxModel {
  const made = models.get(popup) ?? createInboxModel(popup, language())
  models.set(popup, made)
  return made
}

export const useInbox = (): InboxModel => inboxModelOf(usePopup())

/** So few are all in sight: nothing is folded. */
const ALL_OPEN_UP_TO = 40

export function createInboxModel(
  { snapshot, view, send, decide }: Pick<PopupModel, 'snapshot' | 'view' | 'send' | 'decide'>,
  language?: string,
): InboxModel {
  const more = createMoreApprovals({ snapshot, view, send })
  const waiting = computed(() => withMore(snapshot.value?.approvals ?? [], more.rows.value))
  const query = signal('')
  const chosen = signal<InboxFilter>('all')
  const choices = computed(() => filterChoices(waiting.value, language))
  const filter = computed(() => (isOffered(chosen.value, choices.value) ? chosen.value : 'all'))
  const active = signal<string | null>(null)
  const folded = signal<ReadonlyMap<string, boolean>>(new Map())
  const selectedIds = signal<ReadonlySet<string>>(new Set())
  const rejectingAll = signal<readonly ApprovalView[] | null>(null)
  const isHelpOpen = signal(false)

  const shown = computed(() => {
    const words = wordsOf(query.value)
    return waiting.value.filter((approval) => fits(approval, filter.value) && hasWords(approval, words))
  })
  const groups = computed(() => groupPersonWeeks(shown.value, language))
  const isOpen = ({ key }: ApprovalGroup) => folded.value.get(key) ?? shown.value.length <= ALL_OPEN_UP_TO
  const rows = computed(() =>
    groups.value.flatMap((group): InboxRow[] => [
      { key: group.key, kind: 'group', group },
      ...(isOpen(group) ? group.approvals : []).map(
        (approval): InboxRow => ({
          key: approval.id,
          kind: 'entry',
          group,
          approval,
        }),
      ),
    ]),
  )

  // Nothing that one person or one view had open stays open for the next.
  const place = computed(() => `${snapshot.value?.account?.key} ${view.value}`)
  effect(() => {
    place.value
    untracked(() => {
      query.value = ''
      chosen.value = 'all'
      selectedIds.value = new Set()
      folded.value = new Map()
      active.value = null
      rejectingAll.value = null
      isHelpOpen.value = false
    })
  })

  const isSelected = (approvals: readonly ApprovalView[]) =>
    approvals.length > 0 && approvals.every(({ id }) => selectedIds.value.has(id))

  return {
    decide: async (approvals, decision, comment) => {
      const isDone = await decide(approvals, decision, comment)
      if (isDone) more.leaveOut(approvals)
      return isDone
    },
    waitingCount: computed(() => waiting.value.length),
    moreState: more.state,
    query,
    filter,
    choices,
    choose: (next) => {
      chosen.value = next
    },
    groups,
    rows,
    unflagged: computed(() => shown.value.filter((approval) => !needsLook(approval))),
    // What has gone meanwhile, or is not shown, is not chosen.
    selected: computed(() => shown.value.filter(({ id }) => selectedIds.value.has(id))),
    active,
    isOpen,
    toggle: (group, open = !isOpen(group)) => {
      folded.value = new Map([...folded.value, [group.key, open]])
    },
    isSelected,
    select: (approvals) => {
      const next = new Set(selectedIds.value)
      const letGo = isSelected(approvals)
      for (const { id } of approvals) {
        if (letGo) next.delete(id)
        else next.add(id)
      }
      selectedIds.value = next
    },
    endSelection: () => {
      selectedIds.value = new Set()
    },
    rejectingAll,
    isHelpOpen,
  }
}

function withMore(carried: readonly ApprovalView[], more: readonly ApprovalView[]): readonly ApprovalView[] {
  if (more.length === 0) return carried
  const known = new Set(carried.map(({ id }) => id))
  return [...carried, ...more.filter(({ id }) => !known.has(id))]
}
