import type { CommandInput, CommandName, CommandOutput } from '../contract/commands.ts'

/** Sends a command to the background worker; throws AppError. */
export type Send = <Name extends CommandName>(
  command: Name,
  input: CommandInput<Name>,
) => Promise<CommandOutput<Name>>
