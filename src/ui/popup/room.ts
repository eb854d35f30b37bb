import type { ReadonlySignal } from '@preact/signals'
import type { Act } from './act.ts'
import type { View } from './view.ts'

/** The place that a page of the work has in the browser, and the ways from it to a larger one. */
export interface Room {
  /** Whether it grows with its window; a popup does not. */
  readonly canBeWide: boolean
  /** Null on that page itself. */
  readonly openPage: ((view: View) => Promise<void>) | null
  /** Null in the panel itself, and in browsers that have none. */
  readonly openSidePanel: (() => Promise<void>) | null
}

export interface RoomActs {
  readonly canBeWide: boolean
  /** The full page, with the same view. */
  readonly openPage: (() => Promise<boolean>) | null
  readonly openSidePanel: (() => Promise<boolean>) | null
}

interface RoomActsDeps {
  readonly room: Room
  readonly view: ReadonlySignal<View>
  readonly act: Act
}

export function createRoomActs({ room, view, act }: RoomActsDeps): RoomActs {
  const { canBeWide, openPage, openSidePanel } = room
  return {
    canBeWide,
    openPage: openPage && (() => act(() => openPage(view.peek()), noOutcome)),
    openSidePanel: openSidePanel && (() => act(openSidePanel, noOutcome)),
  }
}

const noOutcome = () => null
