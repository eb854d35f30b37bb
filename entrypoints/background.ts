import { defineBackground } from 'wxt/utils/define-background'
import { startBackground } from '../src/background/start.ts'
import type { TypedLine } from '../src/domain/typed-line.ts'
import { language } from '../src/platform/texts.ts'
import { createFormats } from '../src/ui/formats.ts'
import { omniboxPreview } from '../src/ui/omnibox-preview.ts'

export default defineBackground(() => startBackground({ omniboxPreview: previewWithFormats }))

/** The worker may live from one year, or time zone, to the next. */
function previewWithFormats(typed: TypedLine): string {
  const formats = createFormats(
    language(),
    Temporal.Now.timeZoneId(),
    String(Temporal.Now.plainDateISO().year),
  )
  return omniboxPreview(typed, formats)
}
