import { join } from 'node:path'

/** The project's root folder. */
export const ROOT = join(import.meta.dirname, '..', '..')

/** The entry file of an installed package's command, to be run by this very Node: needs no shell, on Windows too. */
export function packageCommand(...path: readonly string[]): string {
  return join(ROOT, 'node_modules', ...path)
}
