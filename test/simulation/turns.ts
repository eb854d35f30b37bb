/**
 * fake-indexeddb takes each of its steps with `setImmediate`. What runs for a worker puts them into that worker's own
 * queue instead, so that the simulation decides at each of them who goes on, and who never does.
 */
export interface Turns {
  readonly tasks: (() => void)[]
  isStopped: boolean
}

const realSetImmediate = globalThis.setImmediate
let running: Turns | null = null

/** Until the function that it returns is called. */
export function takeOverTurns(): () => void {
  const queued = (task: (...given: unknown[]) => void, ...given: unknown[]) => {
    if (!running) return realSetImmediate(task, ...given)
    if (!running.isStopped) running.tasks.push(() => task(...given))
    return undefined
  }
  globalThis.setImmediate = queued as unknown as typeof setImmediate
  return () => {
    globalThis.setImmediate = realSetImmediate
  }
}

/** Runs `work` and whatever promises it settles, up to where all of it waits again. */
export async function runTurn(turns: Turns, work: () => void): Promise<void> {
  if (turns.isStopped) return
  running = turns
  work()
  await new Promise((resolve) => realSetImmediate(resolve))
  running = null
}

export async function runNextTask(turns: Turns): Promise<void> {
  const task = turns.tasks.shift()
  if (task) await runTurn(turns, task)
}

/** Nothing of it ever goes on; what `cleanUp` would still queue is dropped, too. */
export function stopTurns(turns: Turns, cleanUp: () => void): void {
  turns.isStopped = true
  turns.tasks.length = 0
  running = turns
  cleanUp()
  running = null
}
