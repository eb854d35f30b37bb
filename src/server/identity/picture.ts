import type { IncomingMessage, ServerResponse } from 'node:http'
import { crc32, deflateSync } from 'node:zlib'
import { isAllowedOrigin } from '../allowed-origin.ts'

export const PICTURE_PATH = '/picture.png'

const SIDE = 256
const [GROUND, FIGURE] = [
  [0x6f, 0x8f, 0xf2],
  [0xff, 0xe3, 0xa8],
]

/** Serves the demo's profile picture, to the extension too (CORS); false when the request is for something else. */
export function servePicture(
  request: IncomingMessage,
  response: ServerResponse,
  allowedOrigins: readonly string[],
): boolean {
  if (request.url !== PICTURE_PATH) return false
  const { origin = '' } = request.headers
  response.writeHead(200, {
    'Content-Type': 'image/png',
    'X-Content-Type-Options': 'nosniff',
    Vary: 'Origin',
    ...(isAllowedOrigin(origin, allowedOrigins) && { 'Access-Control-Allow-Origin': origin }),
  })
  response.end(drawPicture())
  return true
}

/** A head over shoulders, as a PNG of 8-bit RGB (ISO/IEC 15948). */
export function drawPicture(): Buffer {
  const rows = Array.from({ length: SIDE }, (_, y) => [
    0, // no filter
    ...Array.from({ length: SIDE }, (_, x) => (isFigure(x, y) ? FIGURE : GROUND)).flat(),
  ])
  const header = Buffer.alloc(13)
  header.writeUInt32BE(SIDE, 0)
  header.writeUInt32BE(SIDE, 4)
  header.set([8, 2], 8)
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.from(rows.flat()))),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function isFigure(x: number, y: number): boolean {
  const middle = SIDE / 2
  const isHead = Math.hypot(x - middle, y - SIDE * 0.4) < SIDE * 0.18
  return isHead || Math.hypot(x - middle, y - SIDE) < SIDE * 0.36
}

function chunk(type: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), content])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(content.length)
  const checksum = Buffer.alloc(4)
  checksum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, checksum])
}
