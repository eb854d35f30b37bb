import type { ComponentChildren } from 'preact'
import { text } from '../../platform/texts.ts'
import { FailureBar } from '../components/FailureBar.tsx'
import { Mark } from '../components/Mark.tsx'
import { usePopup } from './popup-context.ts'

interface StageFrameProps {
  readonly title: string
  readonly words: string
  readonly children?: ComponentChildren
}

function StageFrame({ title, words, children }: StageFrameProps) {
  const { failure, circumstances, dismissFailure } = usePopup()
  return (
    <div class="stage">
      {failure.value && (
        <FailureBar failure={failure.value} circumstances={circumstances} onDismiss={dismissFailure} />
      )}
      <div class="stage-middle">
        <Mark size={48} />
        <h2 class="stage-title">{title}</h2>
        <p class="stage-words">{words}</p>
        {children}
      </div>
    </div>
  )
}

export function SignedOutState() {
  const { signIn, signOutAtIssuer, isLogoutOffered } = usePopup()
  return (
    <StageFrame title={text('signedOutTitle')} words={text('signedOutWords')}>
      <button type="button" class="button button-primary button-large" onClick={signIn}>
        {text('signIn')}
      </button>
      {isLogoutOffered.value && (
        <>
          <p class="small soft">{text('signOutAtIssuerWords')}</p>
          <button type="button" class="button" onClick={signOutAtIssuer}>
            {text('signOutAtIssuer')}
          </button>
        </>
      )}
      <p class="example" aria-hidden="true">
        <kbd>{text('captureExample')}</kbd>
      </p>
    </StageFrame>
  )
}

export function SigningInState() {
  const { signIn } = usePopup()
  return (
    <StageFrame title={text('signingInTitle')} words={text('signingInWords')}>
      <p class="small soft">{text('signingInAgain')}</p>
      <button type="button" class="button" onClick={signIn}>
        {text('signIn')}
      </button>
    </StageFrame>
  )
}

export function UnconfiguredState() {
  const { openSettings } = usePopup()
  return (
    <StageFrame title={text('unconfiguredTitle')} words={text('unconfiguredWords')}>
      <button type="button" class="button button-primary button-large" onClick={openSettings}>
        {text('openSettings')}
      </button>
    </StageFrame>
  )
}

/** Before the first snapshot: the outlines of what comes, where it will stand. */
export function LoadingState() {
  const { failure, circumstances, dismissFailure } = usePopup()
  return (
    <div class="loading">
      <p class="for-screen-readers" role="status">
        {text('loading')}
      </p>
      <div class="bone bone-field" />
      <div class="bone bone-chip" />
      {failure.value && (
        <FailureBar failure={failure.value} circumstances={circumstances} onDismiss={dismissFailure} />
      )}
      {['1', '2', '3', '4'].map((row) => (
        <div class="bone-row" key={row}>
          <div class="bone bone-figure" />
          <div class="bone bone-line" />
        </div>
      ))}
    </div>
  )
}
