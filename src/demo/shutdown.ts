const CLOSING_TIMEOUT_MS = 10_000

/**
 * Closes what is on the stack on Ctrl-C (or SIGTERM) and ends with exit code 0; a second Ctrl-C ends at once.
 * The signal is aborted as soon as closing begins, so that what breaks then is no failure.
 */
export function closeOnInterrupt(parts: AsyncDisposableStack, say: (line: string) => void): AbortSignal {
  const interruption = new AbortController()
  const interrupt = () => {
    if (interruption.signal.aborted) process.exit(130)
    interruption.abort()
    say('\nStopping … (Ctrl-C again ends at once)')
    void closeWithin(parts, CLOSING_TIMEOUT_MS).then((closed) => {
      say(closed ? 'Stopped.' : 'Something did not stop in time and was ended.')
      process.exit(closed ? 0 : 1)
    })
  }
  process.on('SIGINT', interrupt)
  process.on('SIGTERM', interrupt)
  return interruption.signal
}

async function closeWithin(parts: AsyncDisposableStack, timeoutMs: number): Promise<boolean> {
  const { promise: late, resolve } = Promise.withResolvers<boolean>()
  const timer = setTimeout(() => resolve(false), timeoutMs)
  const closed = parts.disposeAsync().then(
    () => true,
    (error: unknown) => {
      console.error(error)
      return false
    },
  )
  const outcome = await Promise.race([closed, late])
  clearTimeout(timer)
  return outcome
}
