import type { PastWork } from '../../domain/past-work.ts'
import type { Send } from '../send.ts'
import type { Act } from './act.ts'
import type { CaptureDeps } from './capture-interface.ts'

/** What the worker is asked of work that was done before. */
export function createPastWorkActs({
  send,
  act,
}: {
  readonly send: Send
  readonly act: Act
}): Pick<CaptureDeps, 'suggest' | 'keepFavourite'> {
  return {
    suggest: (input) => send('suggest', input),
    keepFavourite: (work, isFavourite) =>
      act(
        () => send('keep-favourite', { work: forCommand(work), isFavourite }),
        () => null,
      ),
  }
}

function forCommand({ isFavourite: _, ...work }: PastWork) {
  return { ...work, tags: [...work.tags] }
}
