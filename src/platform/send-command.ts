import type { CommandInput, CommandName, CommandOutput, Reply } from '../contract/commands.ts'
import { AppError, fail } from '../domain/failure.ts'
import { nativeBrowser } from './native-browser.ts'

/** The browser can stop the worker again and again; each try wakes a new one. */
const RETRY_DELAYS_MS = [0, 200, 500, 1_000, 2_000]

const SENT_ONCE: ReadonlySet<CommandName> = new Set([
  'sign-in',
  'sign-out',
  'sign-out-at-issuer',
  'show-picture',
])

/**
 * Sends a command to the background worker and waits for its answer.
 *
 * The worker can be stopped while it works: the message is then sent again, which is safe because a command that is
 * repeated acts once. Sent once only are what opens a window, which would open by itself, and a sign-out, whose second
 * answer would hide that nothing was revoked; nor is a picture asked for again that may have ended the worker. Throws AppError with the code that the worker gave.
 */
export async function sendCommand<Name extends CommandName>(
  command: Name,
  input: CommandInput<Name>,
): Promise<CommandOutput<Name>> {
  const reply = await deliverWithRetries<Name>(command, input)
  if (reply.ok) return reply.value
  throw new AppError(reply.error.code, reply.error.detail === null ? {} : { detail: reply.error.detail })
}

async function deliverWithRetries<Name extends CommandName>(
  command: Name,
  input: CommandInput<Name>,
): Promise<Reply<CommandOutput<Name>>> {
  const isSentOnce = SENT_ONCE.has(command)
  const delaysMs = isSentOnce ? [] : RETRY_DELAYS_MS
  for (const delayMs of delaysMs) {
    const reply = await deliver<Name>(command, input).catch(() => null) // stopped before it answered: once more
    if (reply) return reply
    await new Promise((resolve) => setTimeout(resolve, delayMs))
  }
  return await deliver<Name>(command, input)
}

async function deliver<Name extends CommandName>(
  command: Name,
  input: CommandInput<Name>,
): Promise<Reply<CommandOutput<Name>>> {
  const reply = await nativeBrowser.runtime.sendMessage({ command, input })
  if (reply === undefined) return fail('unexpected', { detail: 'the background worker stopped' })
  return reply as Reply<CommandOutput<Name>>
}
