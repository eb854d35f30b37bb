import type { Snapshot } from '../../contract/snapshot.ts'

const STAGES = ['loading', 'unconfigured', 'signed-out', 'signing-in', 'work'] as const

export type Stage = (typeof STAGES)[number]

/** The stage that was noted when the popup was last open; where it says nothing, the popup begins with its outlines. */
export function expectedStage(noted: string | null): Stage {
  return STAGES.find((stage) => stage === noted) ?? 'loading'
}

/** Which of its states the popup shows. A session that ended by itself keeps the work on screen. */
export function stageOf(snapshot: Snapshot | null): Stage {
  if (!snapshot) return 'loading'
  switch (snapshot.session) {
    case 'unconfigured':
      return 'unconfigured'
    case 'signed-out':
      return 'signed-out'
    case 'signing-in':
      return snapshot.account ? 'work' : 'signing-in'
    case 'signed-in':
    case 'expired':
      return snapshot.account ? 'work' : 'signed-out'
    default:
      return snapshot.session satisfies never
  }
}
