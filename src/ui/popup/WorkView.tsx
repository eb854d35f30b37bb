import { useEffect, useRef } from 'preact/hooks'
import { ApprovalsView } from './ApprovalsView.tsx'
import { usePopup } from './popup-context.ts'
import { SettingsView } from './SettingsView.tsx'
import { TodayView } from './TodayView.tsx'
import { WeekView } from './WeekView.tsx'

/** The view that was chosen, scrolled to its top. */
export function WorkView() {
  const { view: chosen, drawn } = usePopup()
  const view = chosen.value
  const scroller = useRef<HTMLDivElement>(null)
  useEffect(() => scroller.current?.scrollTo(0, 0), [view])
  return (
    <div class="scroller" ref={scroller}>
      {drawn.value !== 'line' && <CurrentView />}
    </div>
  )
}

function CurrentView() {
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
