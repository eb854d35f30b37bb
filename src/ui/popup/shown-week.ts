import { batch, computed, effect, type ReadonlySignal, signal, untracked } from '@preact/signals'
import type { EntryView } from '../../contract/snapshot.ts'
import { addDays, type LocalDate, weekOf } from '../../domain/local-date.ts'
import { type Attempt, attempt } from '../attempt.ts'
import type { PopupModel } from './popup-model.ts'

interface WeekRead {
  readonly account: string | null
  readonly monday: LocalDate
  readonly answer: Attempt<{ readonly entries: readonly EntryView[]; readonly truncated: boolean }>
}

export interface ShownWeek {
  /** Monday first. */
  readonly days: ReadonlySignal<readonly LocalDate[]>
  readonly isThisWeek: ReadonlySignal<boolean>
  /** Newest day first; null until they are read, and where they cannot be. */
  readonly entries: ReadonlySignal<readonly EntryView[] | null>
  readonly failure: ReadonlySignal<(WeekRead['answer'] & { ok: false })['failure'] | null>
  readonly isTruncated: ReadonlySignal<boolean>
  /** Earlier (-1) or later (1), this week being the last. */
  readonly turn: (weeks: -1 | 1) => void
  readonly turnToNow: () => void
  readonly readAgain: () => Promise<void>
}

/** The week on screen. This one is in the snapshot; any other is asked for, and again when something has changed. */
export function createShownWeek(popup: PopupModel): ShownWeek {
  const { snapshot, today, shownMonday, send } = popup
  const read = signal<WeekRead | null>(null)

  const thisMonday = computed(() => weekOf(today.value)[0] ?? today.value)
  const monday = computed(() => shownMonday.value ?? thisMonday.value)
  const days = computed(() => weekOf(monday.value))
  const isThisWeek = computed(() => monday.value === thisMonday.value)
  const account = computed(() => snapshot.value?.account?.key ?? null)

  const ofSnapshot = computed(() => {
    const of = new Set(days.value)
    return (snapshot.value?.entries ?? []).filter(({ date }) => of.has(date))
  })
  const answer = computed(() => {
    const last = read.value
    return last?.account === account.value && last.monday === monday.value ? last.answer : null
  })
  const answered = computed(() => (answer.value?.ok ? answer.value.value : null))

  let asked = 0
  async function readWeek(): Promise<void> {
    const asking = { account: account.peek(), monday: monday.peek() }
    asked += 1
    const number = asked
    const found = await attempt(() => send('read-week', { monday: asking.monday }))
    // A later question has a later answer.
    if (number === asked) read.value = { ...asking, answer: found }
  }
  effect(() => {
    if (isThisWeek.value || !snapshot.value) return
    monday.value // and again when another week is shown
    untracked(() => void readWeek())
  })

  const show = (next: LocalDate) =>
    batch(() => {
      shownMonday.value = next >= thisMonday.peek() ? null : next
      popup.openDay.value = null
    })

  return {
    days,
    isThisWeek,
    entries: computed(() => (isThisWeek.value ? ofSnapshot.value : (answered.value?.entries ?? null))),
    failure: computed(() =>
      isThisWeek.value || !answer.value || answer.value.ok ? null : answer.value.failure,
    ),
    isTruncated: computed(() =>
      isThisWeek.value ? snapshot.value?.truncated.entries === true : answered.value?.truncated === true,
    ),
    turn: (weeks) => show(addDays(monday.peek(), 7 * weeks)),
    turnToNow: () => show(thisMonday.peek()),
    readAgain: readWeek,
  }
}
