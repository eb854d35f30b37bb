/** It is shown at 32 px, on screens of up to three times that density. */
const SIDE = 96

/**
 * Decodes a picture and draws the square in its middle anew, 96 by 96 pixels: what comes out is ours, whatever else was
 * in the file. Returns a `data:` URL; rejects with the browser's error when it is no picture.
 */
export async function drawThumbnail(picture: Blob): Promise<string> {
  const bitmap = await createImageBitmap(picture)
  const context = new OffscreenCanvas(SIDE, SIDE).getContext('2d')
  if (!context) throw new Error('the browser draws no pictures here')
  const { width, height } = bitmap
  const side = Math.min(width, height)
  context.imageSmoothingQuality = 'high'
  context.drawImage(bitmap, (width - side) / 2, (height - side) / 2, side, side, 0, 0, SIDE, SIDE)
  bitmap.close()
  const drawn = await context.canvas.convertToBlob({ type: 'image/webp', quality: 0.9 })
  return `data:${drawn.type};base64,${new Uint8Array(await drawn.arrayBuffer()).toBase64()}`
}
