import { fail } from '../domain/failure.ts'
import { readAccount } from './account.ts'
import type { Fetch } from './bounded-fetch.ts'
import { type Database, isOnScreen, readSingleton } from './store/database.ts'

export interface PictureDeps {
  readonly database: Database
  /** Bounded: without cookies, referrer and redirects. */
  readonly fetch: Fetch
  /** Draws a picture anew, small, and returns it as a `data:` URL. Throws when it is none. */
  readonly draw: (picture: Blob) => Promise<string>
}

/** A picture of a few kilobytes can unfold to a thousand times its size: the less is taken, the better. */
export const MAX_PICTURE_BYTES = 1024 * 1024

/** Never SVG, which is a document. */
const MEDIA_TYPES = ['image/avif', 'image/webp', 'image/png', 'image/jpeg', 'image/gif'] as const

/**
 * Fetches the picture that the profile of the person on screen names, once, and keeps a small copy of it until it is
 * removed or the person leaves. The server's own bytes are never stored and never shown.
 *
 * Throws `picture-unavailable` when the server does not give it to this extension, `picture-unreadable` when what it
 * gives is no picture.
 */
export async function showPicture({ database, fetch, draw }: PictureDeps): Promise<void> {
  const account = (await readAccount(database)) ?? fail('signed-out')
  const kept = await readSingleton(database, 'picture')
  // A page may ask again when the worker was stopped before it could answer.
  if (kept?.account === account.key) return
  if (!account.pictureUrl) return fail('picture-unavailable', { detail: 'the profile names no picture' })
  const picture = await download(account.pictureUrl, fetch)
  const image = await draw(picture).catch((cause: unknown) =>
    fail('picture-unreadable', { cause, detail: 'the picture cannot be decoded' }),
  )
  await keep(account.key, image, database)
}

async function download(url: string, fetch: Fetch): Promise<Blob> {
  const response = await fetch(url, { headers: { accept: MEDIA_TYPES.join(', ') } })
  if (!response.ok)
    return fail('picture-unavailable', { detail: `${new URL(url).host} answered ${response.status}` })
  const picture = await response.blob()
  const [type] = picture.type.split(';', 1)
  if (!MEDIA_TYPES.some((allowed) => allowed === type))
    return fail('picture-unreadable', { detail: `a picture of the type "${type}" is not shown` })
  return picture
}

/** Nothing is kept for who has left meanwhile. */
async function keep(account: string, image: string, database: Database): Promise<void> {
  const { store, done } = database.transaction('singletons', 'readwrite')
  if (await isOnScreen(store, account)) await store.put({ account, image }, 'picture')
  await done
}
