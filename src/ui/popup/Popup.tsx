import { useFocusHome } from '../components/use-focus-home.ts'
import { Capture } from './Capture.tsx'
import { Footer } from './Footer.tsx'
import { Header } from './Header.tsx'
import { Notices } from './Notices.tsx'
import { usePopup } from './popup-context.ts'
import { LoadingState, SignedOutState, SigningInState, UnconfiguredState } from './Stages.tsx'
import { stageOf } from './stage.ts'
import { WorkView } from './WorkView.tsx'

export function Popup() {
  const { snapshot, drawn } = usePopup()
  const stage = stageOf(snapshot.value)
  useFocusHome(findHome)
  return (
    <div class="popup" data-stage={stage}>
      <Header stage={stage} />
      <main class="main" tabIndex={-1} aria-busy={stage === 'loading'}>
        <Stage stage={stage} />
      </main>
      {drawn.value !== 'line' && <Footer stage={stage} />}
    </div>
  )
}

function Stage({ stage }: { readonly stage: ReturnType<typeof stageOf> }) {
  const view = usePopup().view.value
  switch (stage) {
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
          {(view === 'today' || view === 'week') && <Capture />}
          <Notices />
          <WorkView />
        </>
      )
    default:
      return stage satisfies never
  }
}

function findHome(): HTMLElement | null {
  return document.querySelector<HTMLElement>('.capture-field') ?? document.querySelector('main')
}
