import type { ApiProfile } from '../domain/permissions.ts'
import { ADDRESSES, type Address } from './addresses.ts'
import { z } from './zod.ts'

const parameter = () => z.object({ name: z.optional(z.string()), in: z.optional(z.string()) })
const operation = () =>
  z.object({
    parameters: z.optional(z.array(parameter())),
    requestBody: z.optional(z.unknown()),
  })
/** As much of an OpenAPI 3 document as tells what a server offers; operations stand beside a path's other members. */
const description = () =>
  z.object({
    openapi: z.string(),
    paths: z.record(z.string(), z.record(z.string(), z.unknown())),
  })

/** What the server with this OpenAPI document offers; null when it is none. */
export function readApiProfile(document: unknown): ApiProfile | null {
  const parsed = description().safeParse(document)
  if (!parsed.success) return null
  const find = ({ path, method }: Address) => {
    const found = operation().safeParse(parsed.data.paths[path]?.[method.toLowerCase()])
    return found.success ? found.data : null
  }
  const decides = JSON.stringify(find(ADDRESSES.decideApproval)?.requestBody ?? null)
  return {
    change: find(ADDRESSES.changeTimesheet) !== null,
    delete: find(ADDRESSES.deleteTimesheet) !== null,
    reject: decides.includes('"decision"'),
    submit: find(ADDRESSES.submitWeek) !== null,
    batch: find(ADDRESSES.decideApprovals) !== null,
    history: find(ADDRESSES.listDecisions) !== null,
    keepsIds: JSON.stringify(find(ADDRESSES.createTimesheet)?.requestBody ?? null).includes('"id"'),
    idempotent: (find(ADDRESSES.createTimesheet)?.parameters ?? []).some(
      (one) => one.in === 'header' && one.name?.toLowerCase() === 'idempotency-key',
    ),
  }
}
