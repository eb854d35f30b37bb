import { text } from '../../platform/texts.ts'
import type { OptionsModel } from './options-model.ts'

/** The offer to fetch the person's picture, and the way to be rid of it again; nothing where there is none. */
export function PictureRow({ model }: { readonly model: OptionsModel }) {
  const { picture, account } = model.snapshot.value ?? {}
  const isShown = picture !== undefined
  if (!isShown && account?.pictureHost === undefined) return null
  return (
    <div class="panel-row picture-row">
      <p role="status" class="soft small">
        {sentenceOf(model)}
      </p>
      {/* One button for both, so that the focus stays on it. */}
      <button
        type="button"
        class="button button-plain"
        onClick={isShown ? model.removePicture : model.showPicture}
      >
        {text(isShown ? 'pictureRemove' : 'pictureShow')}
      </button>
    </div>
  )
}

function sentenceOf({ isFetchingPicture, snapshot }: OptionsModel): string {
  const { picture, account } = snapshot.value ?? {}
  if (isFetchingPicture.value) return text('pictureFetching')
  return picture === undefined ? text('pictureOffer', account?.pictureHost ?? '') : text('pictureKept')
}
