export interface AfterActDeps {
  readonly publish: () => Promise<void>
  /** Wakes the worker soon, should it be stopped before it has sent what was just stored. */
  readonly wakeSoon: () => Promise<void>
  /** Never throws. */
  readonly send: () => Promise<void>
  readonly wait: (ms: number) => Promise<void>
}

/** Within these a page has painted what an act has changed: sending, and telling of it, would compete with that. */
const PAINTING_MS = 50
/** As it does what it was told of: only a row is drawn then. */
const PAINTING_A_ROW_MS = 30

/** `isTold`: pages were told of the act, and paint it without a snapshot. */
export type AfterAct = (isTold?: boolean) => Promise<void>

/** What follows each act when it is stored: on screen first. What cannot be shown is sent all the same. */
export function createAfterAct({ publish, wakeSoon, send, wait }: AfterActDeps): AfterAct {
  const show = async (isTold: boolean) => {
    if (isTold) await wait(PAINTING_A_ROW_MS)
    await publish()
  }
  return async (isTold = false) => {
    try {
      await Promise.all([show(isTold), wakeSoon()])
    } finally {
      void wait(PAINTING_MS).then(send)
    }
  }
}
