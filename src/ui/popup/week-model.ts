import { type Signal, signal } from '@preact/signals'
import type { IsoWeek } from '../../domain/iso-week.ts'
import type { Send } from '../send.ts'
import type { Act } from './act.ts'

export interface WeekModel {
  /** The week whose check stands open. */
  readonly checking: Signal<IsoWeek | null>
  /** The week of a rejected entry that has just been changed: it can be submitted again at once. */
  readonly fixed: Signal<IsoWeek | null>
  readonly submit: (week: IsoWeek) => Promise<boolean>
  readonly recall: (week: IsoWeek) => Promise<boolean>
}

export function createWeekModel({ send, act }: { readonly send: Send; readonly act: Act }): WeekModel {
  const checking = signal<IsoWeek | null>(null)
  const fixed = signal<IsoWeek | null>(null)
  return {
    checking,
    fixed,
    submit: async (week) => {
      const isDone = await act(
        () => send('submit-week', { week }),
        () => ({ kind: 'submitted' }),
      )
      if (isDone) {
        checking.value = null
        fixed.value = null
      }
      return isDone
    },
    recall: (week) =>
      act(
        () => send('recall-week', { week }),
        () => ({ kind: 'recalled' }),
      ),
  }
}
