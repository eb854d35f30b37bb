import { text } from '../../platform/texts.ts'
import type { Formats } from '../formats.ts'
import type { LocalCopyModel, StorageRoom } from './local-copy-model.ts'

interface LocalCopyPanelProps {
  readonly model: LocalCopyModel
  readonly formats: Formats
}

/** What is on this device, as a file, and how the browser keeps it. */
export function LocalCopyPanel({ model, formats }: LocalCopyPanelProps) {
  const { room, saved, save } = model
  return (
    <section class="panel" aria-labelledby="local-copy-title">
      <h2 id="local-copy-title" class="panel-title">
        {text('localCopyTitle')}
      </h2>
      <p class="soft">{text('localCopyWords')}</p>
      <div class="actions">
        <button type="button" class="button" onClick={() => save('csv')}>
          {text('localCopyCsv')}
        </button>
        <button type="button" class="button" onClick={() => save('json')}>
          {text('localCopyJson')}
        </button>
      </div>
      <p role="status" class="soft empty-collapses">
        {saved.value === 'database' && text('localCopySaved')}
        {saved.value === 'snapshot' && text('localCopySavedInPart')}
      </p>
      {room.value && <p class="soft small">{roomSentence(room.value, formats)}</p>}
    </section>
  )
}

function roomSentence({ isKept, usedBytes }: StorageRoom, formats: Formats): string {
  return text(isKept ? 'storageKept' : 'storageMayGo', formats.megabytes(usedBytes))
}
