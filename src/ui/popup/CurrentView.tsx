import { ApprovalsView } from './ApprovalsView.tsx'
import { usePopup } from './popup-context.ts'
import { SettingsView } from './SettingsView.tsx'
import { TimerQuestion } from './TimerQuestion.tsx'
import { TodayView } from './TodayView.tsx'
import { WeekView } from './WeekView.tsx'

/** What stands below the line. Loaded after the first frame, which does without it. */
export function CurrentView() {
  return (
    <>
      <TimerQuestion />
      <ChosenView />
    </>
  )
}

function ChosenView() {
  const { view, snapshot } = usePopup()
  switch (view.value) {
    case 'today':
      return <TodayView />
    case 'week':
      return <WeekView />
    case 'approvals':
      // The permission can go while its view is open.
      return snapshot.value?.can.approve ? <ApprovalsView /> : <TodayView />
    case 'settings':
      return <SettingsView />
    default:
      return view.value satisfies never
  }
}
