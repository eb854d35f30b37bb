import { spawn } from 'node:child_process'

export interface CommandOptions {
  readonly env?: Readonly<Record<string, string>>
  /** The program is ended after this long. */
  readonly timeoutMs: number
  /** `show`: its output goes to this terminal. `keep`: it is returned, and shown when the program fails. */
  readonly output: 'show' | 'keep'
}

export interface CommandResult {
  /** Null when it could not be started or was ended from outside. */
  readonly exitCode: number | null
  /** What it wrote, both streams; empty with `show`. */
  readonly output: string
}

/** Runs a program without a shell and without input. Never throws: a program that is missing has no exit code. */
export async function runCommand(
  program: string,
  args: readonly string[],
  options: CommandOptions,
): Promise<CommandResult> {
  const { promise, resolve } = Promise.withResolvers<CommandResult>()
  const child = spawn(program, args, {
    env: { ...process.env, ...options.env },
    stdio: options.output === 'show' ? ['ignore', 'inherit', 'inherit'] : ['ignore', 'pipe', 'pipe'],
    timeout: options.timeoutMs,
    windowsHide: true,
  })
  let output = ''
  const keep = (chunk: Buffer) => {
    output += chunk.toString('utf8')
  }
  child.stdout?.on('data', keep)
  child.stderr?.on('data', keep)
  child.once('error', (error) => resolve({ exitCode: null, output: `${output}${error.message}\n` }))
  child.once('close', (exitCode) => resolve({ exitCode, output }))
  return await promise
}
