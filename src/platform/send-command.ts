import browser from 'webextension-polyfill'
import type { CommandInput, CommandName, CommandOutput, Reply } from '../contract/commands.ts'
import { AppError } from '../domain/failure.ts'

/**
 * Sends a command to the background worker and waits for its answer.
 *
 * The worker can be stopped while it works: the message is then sent once more, which is safe because every
 * command can be repeated. Throws AppError with the code that the worker gave.
 */
export async function sendCommand<Name extends CommandName>(
  command: Name,
  input: CommandInput<Name>,
): Promise<CommandOutput<Name>> {
  const reply = await deliver<Name>(command, input).catch(() => deliver<Name>(command, input))
  if (reply.ok) return reply.value
  throw new AppError(reply.error.code, reply.error.detail === null ? {} : { detail: reply.error.detail })
}

async function deliver<Name extends CommandName>(
  command: Name,
  input: CommandInput<Name>,
): Promise<Reply<CommandOutput<Name>>> {
  const reply = await browser.runtime.sendMessage({ command, input })
  if (reply === undefined) throw new Error('the background worker stopped before it answered')
  return reply as Reply<CommandOutput<Name>>
}
