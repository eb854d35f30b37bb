import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import type { Readable } from 'node:stream'
import { promisify } from 'node:util'

const run = promisify(execFile)

const PROGRAMS = ['Xvfb', 'openbox', 'xdotool'] as const
const [WIDTH, HEIGHT] = [1400, 1000]

/** A display that nobody sees, with keys that are pressed as on a keyboard: commands and address bar take no others. */
export interface Display {
  /** One key, or several at once as xdotool names them: `alt+shift+j`. */
  press(...keys: readonly string[]): Promise<void>
  type(text: string): Promise<void>
  /** The second mouse button, in the middle of the screen. */
  openMenu(): Promise<void>
  /** Counted from the lower right corner of the screen, where notifications stand. */
  clickFromCorner(left: number, up: number): Promise<void>
  close(): Promise<void>
}

/** The programs that a display needs and that are not installed. */
export function missingPrograms(): readonly string[] {
  const folders = (process.env.PATH ?? '').split(delimiter)
  return PROGRAMS.filter((program) => !folders.some((folder) => existsSync(join(folder, program))))
}

/** Starts a display and makes it that of every browser which is launched until it is closed. */
export async function startDisplay(): Promise<Display> {
  // It would start anew when its last client leaves, and for that moment take none: the first ones come and go.
  const screen = `${WIDTH}x${HEIGHT}x24`
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', screen, '-nolisten', 'tcp', '-noreset'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  })
  const before = process.env.DISPLAY
  process.env.DISPLAY = `:${await firstLine(server.stdio[3] as Readable)}`
  const windows = spawn('openbox', [], { stdio: 'ignore' })
  const use = async (...args: readonly string[]) => void (await run('xdotool', args))
  return {
    press: (...keys) => use('key', '--clearmodifiers', '--delay', '60', ...keys),
    type: (text) => use('type', '--delay', '40', text),
    openMenu: () => use('mousemove', '700', '600', 'click', '3'),
    clickFromCorner: (left, up) => use('mousemove', `${WIDTH - left}`, `${HEIGHT - up}`, 'click', '1'),
    async close() {
      await end(windows)
      await end(server)
      if (before === undefined) delete process.env.DISPLAY
      else process.env.DISPLAY = before
    },
  }
}

/** Xvfb says its number once it takes connections. */
async function firstLine(stream: Readable): Promise<string> {
  for await (const chunk of stream) return String(chunk).trim()
  throw new Error('Xvfb did not start.')
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill()
  await ended
}
