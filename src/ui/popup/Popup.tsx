import type { ComponentType } from 'preact'
import { useFocusHome } from '../components/use-focus-home.ts'
import { Capture } from './Capture.tsx'
import { Footer } from './Footer.tsx'
import { Header } from './Header.tsx'
import { Notices } from './Notices.tsx'
import { usePopup } from './popup-context.ts'
import { LoadingState, SignedOutState, SigningInState, UnconfiguredState } from './Stages.tsx'
import { TimerBar } from './TimerBar.tsx'
import { WorkView } from './WorkView.tsx'

interface PopupProps {
  /** What stands below the line; null in the first frame, which does without its code: the line can be used before. */
  readonly CurrentView: ComponentType | null
  /** What stands beside it where there is room. */
  readonly Beside: ComponentType | null
}

export function Popup({ CurrentView, Beside }: PopupProps) {
  const stage = usePopup().stage.value
  useFocusHome(findHome)
  return (
    <div class="popup" data-stage={stage}>
      <Header stage={stage} />
      <main class="main" tabIndex={-1} aria-busy={stage === 'loading'}>
        <CurrentStage CurrentView={CurrentView} />
      </main>
      {Beside && <Beside />}
      {CurrentView && <Footer stage={stage} />}
    </div>
  )
}

function CurrentStage({ CurrentView }: Pick<PopupProps, 'CurrentView'>) {
  const { stage, view } = usePopup()
  switch (stage.value) {
    case 'loading':
      return <LoadingState />
    case 'unconfigured':
      return <UnconfiguredState />
    case 'signed-out':
      return <SignedOutState />
    case 'signing-in':
      return <SigningInState />
    case 'work':
      return (
        <>
          {(view.value === 'today' || view.value === 'week') && <Capture />}
          <TimerBar />
          <Notices />
          <WorkView>{CurrentView && <CurrentView />}</WorkView>
        </>
      )
    default:
      return stage.value satisfies never
  }
}

function findHome(): HTMLElement | null {
  return document.querySelector<HTMLElement>('.capture-field') ?? document.querySelector('main')
}
