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

/** What follows each act when it is stored: on screen first. What cannot be shown is sent all the same. */
export function createAfterAct({ publish, wakeSoon, send, wait }: AfterActDeps): () => Promise<void> {
  return async () => {
    try {
      await Promise.all([publish(), wakeSoon()])
    } finally {
      void wait(PAINTING_MS).then(send)
    }
  }
}
