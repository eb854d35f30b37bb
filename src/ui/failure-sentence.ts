import type { FailureCode } from '../domain/failure.ts'
import { text } from '../platform/texts.ts'

/** What happened, what was kept, and what to do next. */
export function failureSentence(code: FailureCode): string {
  switch (code) {
    case 'not-configured':
      return text('failureNotConfigured')
    case 'signed-out':
      return text('failureSignedOut')
    case 'session-expired':
      return text('failureSessionExpired')
    case 'sign-in-cancelled':
      return text('failureSignInCancelled')
    case 'sign-in-denied':
      return text('failureSignInDenied')
    case 'sign-in-page-failed':
      return text('failureSignInPageFailed')
    case 'sign-in-window-failed':
      return text('failureSignInWindowFailed')
    case 'private-window':
      return text('failurePrivateWindow')
    case 'sign-in-refused':
      return text('failureSignInRefused')
    case 'issuer-unreachable':
      return text('failureIssuerUnreachable')
    case 'issuer-error':
      return text('failureIssuerError')
    case 'issuer-misconfigured':
      return text('failureIssuerMisconfigured')
    case 'captive-portal':
      return text('failureCaptivePortal')
    case 'clock-wrong':
      return text('failureClockWrong')
    case 'offline':
      return text('failureOffline')
    case 'timed-out':
      return text('failureTimedOut')
    case 'server-error':
      return text('failureServerError')
    case 'rate-limited':
      return text('failureRateLimited')
    case 'bad-answer':
      return text('failureBadAnswer')
    case 'token-refused':
      return text('failureTokenRefused')
    case 'insufficient-scope':
      return text('failureInsufficientScope')
    case 'not-found':
      return text('failureNotFound')
    case 'invalid-entry':
      return text('failureInvalidEntry')
    case 'day-full':
      return text('failureDayFull')
    case 'entry-locked':
      return text('failureEntryLocked')
    case 'version-conflict':
      return text('failureVersionConflict')
    case 'id-taken':
      return text('failureIdTaken')
    case 'own-entry':
      return text('failureOwnEntry')
    case 'already-decided':
      return text('failureAlreadyDecided')
    case 'not-submitted':
      return text('failureNotSubmitted')
    case 'week-empty':
      return text('failureWeekEmpty')
    case 'week-reviewed':
      return text('failureWeekReviewed')
    case 'too-large':
      return text('failureTooLarge')
    case 'not-offered':
      return text('failureNotOffered')
    case 'picture-unavailable':
      return text('failurePictureUnavailable')
    case 'picture-unreadable':
      return text('failurePictureUnreadable')
    case 'storage-failed':
      return text('failureStorageFailed')
    case 'bad-command':
      return text('failureBadCommand')
    case 'unexpected':
      return text('failureUnexpected')
    default:
      return code satisfies never
  }
}
