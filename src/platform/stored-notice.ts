const CHANNEL = 'timejot-stored'

/** Told by the background worker to the pages that are open: what was captured under this id is stored. */
export function tellStored(id: string): void {
  const channel = new BroadcastChannel(CHANNEL)
  channel.postMessage(id)
  channel.close()
}

/** Calls back with each id; returns what ends the watch. The channel is this extension's own: no web page can post to it. */
export function watchStored(onStored: (id: string) => void): () => void {
  const channel = new BroadcastChannel(CHANNEL)
  channel.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    if (typeof data === 'string') onStored(data)
  })
  return () => channel.close()
}
