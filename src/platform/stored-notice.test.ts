import { expect, it, vi } from 'vitest'
import { tellStored, watchStored } from './stored-notice.ts'

it('pages hear what is stored, each id, and nothing else that is said', async () => {
  const heard: string[] = []
  const stop = watchStored((id) => heard.push(id))
  const other = new BroadcastChannel('timejot-stored')
  other.postMessage({ id: 'no text' })
  tellStored('a')
  tellStored('b')
  await vi.waitFor(() => expect(heard.toSorted()).toEqual(['a', 'b']))
  other.close()
  stop()
})
