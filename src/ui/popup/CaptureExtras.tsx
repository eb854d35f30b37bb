import { text } from '../../platform/texts.ts'
import { PastePreview } from './PastePreview.tsx'
import { usePopup } from './popup-context.ts'
import { Suggestions } from './Suggestions.tsx'

/** What stands below the line at times. Loaded when it is first needed: the first frame does without it. */
export function CaptureExtras() {
  const { capture } = usePopup()
  const { starred, suggestions, paste } = capture
  return (
    <>
      {suggestions.value.length > 0 && <Suggestions />}
      {(paste.shown.value.length > 0 || paste.removedCount.value > 0) && <PastePreview />}
      <p class="for-screen-readers" role="status">
        {starred.value && text(starred.value === 'kept' ? 'favouriteKept' : 'favouriteLetGone')}
      </p>
    </>
  )
}
