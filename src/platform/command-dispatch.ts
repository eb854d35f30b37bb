import {
  COMMANDS,
  type CommandInput,
  type CommandName,
  type CommandOutput,
  MAX_MESSAGE_LENGTH,
  messageSchema,
  type Reply,
} from '../contract/commands.ts'
import type { Page } from '../contract/pages.ts'
import { fail, failureCodeOf, failureDetailOf } from '../domain/failure.ts'

export type CommandHandlers = {
  readonly [Name in CommandName]: (input: CommandInput<Name>) => Promise<CommandOutput<Name>>
}

/** Finds the handler of a command, ready at some later time: listeners must be registered before the first await. */
export type HandlerOf = (name: CommandName) => Promise<CommandHandlers[CommandName]>

/** Who sent a message, as the browser says. */
export interface Sender {
  readonly id?: string | undefined
  readonly url?: string | undefined
  readonly frameId?: number | undefined
}

export interface Own {
  readonly id: string
  readonly pages: Readonly<Record<Page, string>>
}

/** The page of this extension that sent the message, or null for anybody else (frames inside pages included). */
export function pageOf(sender: Sender, own: Own): Page | null {
  if (sender.id !== own.id || sender.url === undefined || (sender.frameId ?? 0) !== 0) return null
  const address = sender.url.split(/[?#]/, 1)[0]
  const found = Object.entries(own.pages).find(([, page]) => page === address)
  return (found?.[0] as Page | undefined) ?? null
}

export async function answerCommand(
  message: unknown,
  page: Page,
  handlerOf: HandlerOf,
): Promise<Reply<unknown>> {
  try {
    const { name, input } = readCommand(message, page)
    const handle = (await handlerOf(name)) as (input: unknown) => Promise<unknown>
    return { ok: true, value: await handle(input) }
  } catch (error) {
    return { ok: false, error: { code: failureCodeOf(error), detail: failureDetailOf(error) } }
  }
}

function readCommand(message: unknown, page: Page): { name: CommandName; input: unknown } {
  if ((JSON.stringify(message) ?? '').length > MAX_MESSAGE_LENGTH) return fail('too-large')
  const envelope = messageSchema.safeParse(message)
  if (!envelope.success || !Object.hasOwn(COMMANDS, envelope.data.command)) return fail('bad-command')
  const name = envelope.data.command as CommandName
  const command = COMMANDS[name]
  if (!(command.from as readonly Page[]).includes(page)) return fail('bad-command')
  const input = command.input().safeParse(envelope.data.input)
  return input.success ? { name, input: input.data } : fail('bad-command')
}
