import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { usePopup } from './popup-context.ts'

/** The view that was chosen, scrolled to its top. */
export function WorkView({ children }: { readonly children: ComponentChildren }) {
  const view = usePopup().view.value
  const scroller = useRef<HTMLDivElement>(null)
  useEffect(() => scroller.current?.scrollTo(0, 0), [view])
  return (
    <div class="scroller" ref={scroller}>
      {children}
    </div>
  )
}
