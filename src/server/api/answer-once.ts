import { createHash } from 'node:crypto'
import type { RouteName } from '../../contract/addresses.ts'
import { claimKey, keepAnswer } from '../store/idempotency.ts'
import type { Answer, Call, Writing } from './call.ts'
import { ApiProblem } from './problem.ts'

/**
 * Does the work in one transaction; with an `Idempotency-Key`, once only: the answer is kept in the same
 * transaction and repeated from then on. A refusal keeps nothing, so that it can be tried again.
 */
export function answerOnce<Name extends RouteName>(
  route: Name,
  call: Call<Name>,
  work: (writing: Writing) => Promise<Answer<Name>>,
): Promise<Answer<Name>> {
  const { database, caller, idempotencyKey, body, now, newId } = call
  return database.transact(async (queries) => {
    const writing = { queries, now, newId }
    if (idempotencyKey === null) return work(writing)

    const requestHash = createHash('sha256')
      .update(`${route}\n${JSON.stringify(body)}`)
      .digest('base64url')
    const claim = { userId: caller.user, key: idempotencyKey, requestHash, createdAt: now }
    const kept = await claimKey(queries, claim)
    if (kept && kept.requestHash !== requestHash) {
      throw new ApiProblem('idempotency-key-reused', { detail: 'Use a new key for a new request' })
    }
    // The hash covers the route, so the status is one of this route's.
    if (kept) return { status: kept.status as Answer<Name>['status'], body: kept.answer }
    const answer = await work(writing)
    await keepAnswer(queries, claim, { status: Number(answer.status), answer: answer.body })
    return answer
  })
}
