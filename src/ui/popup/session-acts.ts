import type { Send } from '../send.ts'
import type { Act } from './act.ts'

export interface SessionActs {
  readonly signIn: () => Promise<boolean>
  readonly signOut: () => Promise<boolean>
  /** Ends the session at the company's sign-in page too. */
  readonly signOutAtIssuer: () => Promise<boolean>
}

export function createSessionActs({ send, act }: { readonly send: Send; readonly act: Act }): SessionActs {
  return {
    signIn: () =>
      act(
        () => send('sign-in', {}),
        () => null,
      ),
    signOut: () =>
      act(
        () => send('sign-out', {}),
        ({ revoked }) => ({ kind: revoked ? 'signed-out' : 'signed-out-not-revoked' }),
      ),
    signOutAtIssuer: () =>
      act(
        () => send('sign-out-at-issuer', {}),
        ({ confirmed }) => (confirmed ? { kind: 'signed-out-at-issuer' } : null),
      ),
  }
}
