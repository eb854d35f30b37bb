import { readFile, rm, writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'

const heldHere = new Set<string>()

/**
 * Keeps a second process off a folder of the embedded database, which two would ruin. A lock whose process
 * has ended is taken over.
 *
 * @returns the release
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  const path = `${resolve(folder)}.lock`
  const holder = await readHolder(path)
  // In a container each start may have the number that the last one had.
  const isEarlierSelf = holder === process.pid && !heldHere.has(path)
  if (holder !== null && !isEarlierSelf && isRunning(holder)) {
    throw new Error(`The data folder ${folder} is in use by process ${holder}.`)
  }
  await rm(path, { force: true })
  await writeFile(path, String(process.pid), { flag: 'wx' })
  heldHere.add(path)
  return async () => {
    heldHere.delete(path)
    await rm(path, { force: true })
  }
}

async function readHolder(path: string): Promise<number | null> {
  try {
    return Number.parseInt(await readFile(path, 'utf8'), 10)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // EPERM: it runs, as somebody else.
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
