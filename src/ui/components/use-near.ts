import type { RefObject } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'

interface Near {
  readonly element: RefObject<HTMLDivElement | null>
  /** Whether it is on screen, or will soon be. */
  readonly isNear: boolean
  /** In pixels: as it was when it was last drawn, before that `guess`. */
  readonly height: number
}

/** About two screens of the tallest page, so that nobody scrolls into a gap. */
const MARGIN = '1200px 0px'

/** Of a part of a long page, which needs to be drawn only near the screen. */
export function useNear(guess: number, isNearAtFirst: boolean): Near {
  const element = useRef<HTMLDivElement>(null)
  const [near, setNear] = useState({ isNear: isNearAtFirst, height: guess })
  useLayoutEffect(() => {
    const observer = new IntersectionObserver(
      ([seen]) => {
        if (!seen) return
        setNear((before) => {
          if (before.isNear === seen.isIntersecting) return before
          // What goes out of sight leaves a gap of its own height.
          return {
            isNear: !before.isNear,
            height: before.isNear ? seen.boundingClientRect.height : before.height,
          }
        })
      },
      { rootMargin: MARGIN },
    )
    if (element.current) observer.observe(element.current)
    return () => observer.disconnect()
  }, [])
  return { element, ...near }
}
