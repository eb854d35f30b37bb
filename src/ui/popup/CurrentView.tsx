import { useIsWide } from '../components/use-is-wide.ts'
import { ApprovalsView } from './ApprovalsView.tsx'
import { usePopup } from './popup-context.ts'
import { ResubmitOffer } from './ResubmitOffer.tsx'
import { SettingsView } from './SettingsView.tsx'
import { TimerQuestion } from './TimerQuestion.tsx'
import { TodayView } from './TodayView.tsx'
import { WeekView } from './WeekView.tsx'

/** What stands below the line. Loaded after the first frame, which does without it. */
export function CurrentView() {
  return (
    <>
      <TimerQuestion />
      <ResubmitOffer />
      <ChosenView />
    </>
  )
}

function ChosenView() {
  const { can, view } = usePopup()
  const isBesideWeek = useIsSplit()
  switch (view.value) {
    case 'today':
      return <TodayView isBesideWeek={isBesideWeek} />
    case 'week':
      return <WeekView />
    case 'approvals':
      // The permission can go while its view is open.
      return can.value?.approve ? <ApprovalsView /> : <TodayView isBesideWeek={isBesideWeek} />
    case 'settings':
      return <SettingsView />
    default:
      return view.value satisfies never
  }
}

/** Beside the line and today, where there is room for it: the week. */
export function Beside() {
  return useIsSplit() ? (
    <aside class="beside">
      <WeekView isBesideToday />
    </aside>
  ) : null
}

function useIsSplit(): boolean {
  const { canBeWide, stage, view } = usePopup()
  const isWide = useIsWide()
  return canBeWide && isWide && stage.value === 'work' && view.value === 'today'
}
