import type { Fault } from '../../contract/problem.ts'
import { z } from '../../contract/zod.ts'
import { ApiProblem, invalidBody, invalidQuery } from './problem.ts'

const JSON_MEDIA_TYPE = /^application\/(json|[\w.-]+\+json)$/

/**
 * Reads and checks a JSON body of at most `maxBytes`, counted as they arrive: what Content-Length says is
 * not relied on.
 */
export async function readBody<Schema extends z.ZodMiniType>(
  request: Request,
  schema: Schema,
  { maxBytes, optional }: { maxBytes: number; optional: boolean },
): Promise<z.output<Schema>> {
  const mediaType = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() ?? ''
  const text = await readText(request, maxBytes)
  if (text === '' && optional) return check(schema, {})
  if (!JSON_MEDIA_TYPE.test(mediaType)) {
    throw new ApiProblem('unsupported-media-type', {
      detail: 'The body must be application/json',
      headers: { Accept: 'application/json' },
    })
  }
  return check(schema, parseJson(text))
}

async function readText(request: Request, maxBytes: number): Promise<string> {
  if (!request.body) return ''
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of request.body) {
    length += chunk.byteLength
    if (length > maxBytes) {
      throw new ApiProblem('too-large', {
        detail: `A body has at most ${maxBytes} bytes here`,
        // What is still on its way will not be read.
        headers: { Connection: 'close' },
      })
    }
    chunks.push(chunk)
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(
      await new Blob(chunks as BlobPart[]).arrayBuffer(),
    )
  } catch (cause) {
    throw new ApiProblem('invalid-json', { detail: 'The body is not UTF-8', cause })
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new ApiProblem('invalid-json', { detail: 'The body is not valid JSON', cause })
  }
}

function check<Schema extends z.ZodMiniType>(schema: Schema, value: unknown): z.output<Schema> {
  const result = z.safeParse(schema, value)
  if (!result.success) throw invalidBody(faultsOf(result.error.issues))
  return result.data
}

/** Faults of a query; the same as those of a body but for the code. */
export function readQuery<Schema extends z.ZodMiniType>(schema: Schema, url: string): z.output<Schema> {
  const result = z.safeParse(schema, Object.fromEntries(new URL(url).searchParams))
  if (!result.success) throw invalidQuery(faultsOf(result.error.issues))
  return result.data
}

const MAX_FAULTS = 50

function faultsOf(issues: readonly z.core.$ZodIssue[]): Fault[] {
  return issues.flatMap(faultsOfIssue).slice(0, MAX_FAULTS)
}

/** For a union, the faults of the alternative whose type was meant. */
function faultsOfIssue(issue: z.core.$ZodIssue): Fault[] {
  if (issue.code === 'invalid_union') {
    const meant = issue.errors.find((alternative) => !alternative.some(isOfOtherType)) ?? issue.errors[0]
    if (meant) return faultsOf(meant.map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] })))
  }
  return [{ path: jsonPointer(issue.path), reason: issue.message }]
}

function isOfOtherType(issue: z.core.$ZodIssue): boolean {
  return issue.code === 'invalid_type' && issue.path.length === 0
}

/** RFC 6901. */
function jsonPointer(path: readonly PropertyKey[]): string {
  return path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
}
