import type { Notifications } from 'webextension-polyfill'
import browser from 'webextension-polyfill'
import { formatDuration } from '../domain/duration.ts'
import type { ReminderKind } from '../domain/reminders.ts'
import { text } from './texts.ts'

export type ReminderNotice =
  | {
      readonly kind: Exclude<ReminderKind, 'approvals'>
      /** Of the day or of the week, as the kind is. */
      readonly minutes: number
      readonly targetMinutes: number
      readonly canSubmit: boolean
    }
  | { readonly kind: 'approvals'; readonly waiting: number }

/** What the user can do about a reminder: the page that opens, by its view. */
export type ReminderAct = 'today' | 'week' | 'approvals'

/** In the order of the buttons. A click on the notice itself does the first. */
const ACTS: Readonly<Record<ReminderKind, readonly ReminderAct[]>> = {
  deadline: ['week', 'today'],
  daily: ['today'],
  approvals: ['approvals'],
}

const PREFIX = 'reminder-'

/** Replaces one of the same kind that is still there. */
export async function showReminder(notice: ReminderNotice): Promise<void> {
  const options = {
    type: 'basic',
    iconUrl: browser.runtime.getURL('icon/128.png'),
    ...wordsOf(notice),
    ...(hasButtons() && { buttons: ACTS[notice.kind].map((act) => ({ title: titleOf(act, notice) })) }),
  }
  await browser.notifications.create(
    `${PREFIX}${notice.kind}`,
    options as Notifications.CreateNotificationOptions,
  )
}

/** Calls back with what the user wants to do; the notice is gone then. */
export function onReminderAct(act: (what: ReminderAct) => void): void {
  const answer = (id: string, button: number) => {
    const acts = id.startsWith(PREFIX) ? ACTS[id.slice(PREFIX.length) as ReminderKind] : undefined
    const wanted = acts?.[button]
    if (!wanted) return
    void browser.notifications.clear(id)
    act(wanted)
  }
  browser.notifications.onClicked.addListener((id) => answer(id, 0))
  if (hasButtons()) browser.notifications.onButtonClicked.addListener(answer)
}

/** Firefox shows none, and refuses a notice that has some. */
function hasButtons(): boolean {
  return 'onButtonClicked' in browser.notifications
}

function wordsOf(notice: ReminderNotice): { title: string; message: string } {
  if (notice.kind === 'approvals') {
    const isOne = notice.waiting === 1
    const message = text(isOne ? 'waitingApprovalOne' : 'waitingApprovals', String(notice.waiting))
    return { title: text('reminderApprovalsTitle'), message }
  }
  const isWeek = notice.kind === 'deadline'
  return {
    title: text(isWeek ? 'reminderWeekTitle' : 'reminderDayTitle'),
    message: text(
      isWeek ? 'reminderWeekWords' : 'reminderDayWords',
      formatDuration(notice.minutes),
      formatDuration(notice.targetMinutes),
    ),
  }
}

function titleOf(act: ReminderAct, notice: ReminderNotice): string {
  if (act === 'today') return text('logTime')
  if (notice.kind === 'approvals') return text('viewApprovals')
  return text(notice.canSubmit ? 'reminderSubmit' : 'reminderShowWeek')
}
