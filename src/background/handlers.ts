import type { ConnectionReport } from '../contract/commands.ts'
import { type Connection, connectionSchema, isAllowedServerUrl } from '../contract/connection.ts'
import type { ReminderCommandName } from '../contract/reminders.ts'
import type { TimerCommandName } from '../contract/timer.ts'
import { fail } from '../domain/failure.ts'
import type { CommandHandlers } from '../platform/command-dispatch.ts'
import { authorOf, readAccount } from './account.ts'
import type { AfterAct } from './after-act.ts'
import type { ApiClient } from './api/client.ts'
import type { Gate } from './auth/gate.ts'
import { readDecisions } from './history.ts'
import type { Outbox } from './outbox/outbox.ts'
import type { ConflictChoices } from './outbox/resolve-conflict.ts'
import { unparkForbidden } from './outbox/unpark.ts'
import type { WeekActs } from './outbox/week-acts.ts'
import type { PastWorkSearch } from './past-work-search.ts'
import { type Database, writeSingleton } from './store/database.ts'
import { readMoreApprovals } from './store/open-approvals.ts'
import type { Pages } from './store/pages.ts'
import type { Synchroniser } from './synchronise.ts'
import { readLastDay, readWeek } from './week.ts'

export interface HandlerDeps {
  readonly database: Database
  readonly outbox: Outbox
  readonly conflicts: ConflictChoices
  readonly weeks: WeekActs
  readonly synchroniser: Synchroniser
  readonly clientFor: (account: string) => ApiClient
  readonly gate: Gate
  readonly pastWork: PastWorkSearch
  readonly pages: Pages
  /** Fetches and keeps the picture of the person on screen. */
  readonly showPicture: () => Promise<void>
  readonly publish: () => Promise<void>
  readonly describeConnection: () => Promise<ConnectionReport>
  readonly writeUserConnection: (connection: Connection) => Promise<void>
  readonly allowLoopback: boolean
  readonly now: () => number
  /** Wakes the worker soon, should it be stopped before it has shown and sent what was just stored. */
  readonly wakeSoon: () => Promise<void>
  /** Tells the pages that are open that what they have captured is stored. */
  readonly tellStored: (id: string) => void
  /** What follows each act when it is stored: it is shown, and sent. */
  readonly afterAct: AfterAct
}

/** What each command does. An act is answered when it is stored and published; it never waits for the network. */
export function createHandlers(
  deps: HandlerDeps,
): Omit<CommandHandlers, 'read-connection' | TimerCommandName | ReminderCommandName> {
  const { database, outbox, conflicts, weeks, synchroniser, gate, publish, afterAct } = deps

  const author = async () => authorOf((await readAccount(database)) ?? fail('signed-out'))

  return {
    'sign-in': async () => {
      await gate.signIn()
      void gate.completeProfile().catch((error: unknown) => console.error(error))
      await unparkForbidden((await author()).account, database, deps.now())
      void synchroniser.synchronise()
    },
    'sign-out': () => gate.signOut(),
    'sign-out-at-issuer': () => gate.signOutAtIssuer(),
    synchronise: async () => {
      await synchroniser.synchronise()
    },

    'capture-entry': async ({ id, content, page, act }) => {
      const { account, userId } = await author()
      await outbox.capture({ account, userId }, id, content, act)
      const isAlone = act === undefined
      // Of many that are pasted each waits for the one before.
      if (isAlone) deps.tellStored(id)
      await afterAct(isAlone)
      const { project, projectId } = content
      // The entry is kept by now: a page that cannot be remembered must not make it look lost.
      if (page && project !== null)
        await deps.pages
          .remember(account, page, { project, projectId })
          .catch((error: unknown) => console.error(error))
    },
    suggest: async (input) => await deps.pastWork.suggest((await author()).account, input),
    'keep-favourite': async (input) => {
      await deps.pastWork.keepFavourite((await author()).account, input)
    },
    'recall-project': async (page) => await deps.pages.recall((await author()).account, page),
    'forget-pages': async () => {
      await deps.pages.forget((await author()).account)
    },
    'edit-entry': async ({ id, content, seenVersion }) => {
      const person = await author()
      await outbox.edit(person, id, content, seenVersion)
      await afterAct()
      await deps.pastWork.noteEdit(person.account, content)
    },
    'keep-mine': async ({ id, version }) => {
      await conflicts.keepMine(await author(), id, version)
      await afterAct()
    },
    'take-theirs': async ({ id, version }) => {
      await conflicts.takeTheirs(await author(), id, version)
      await afterAct()
    },
    'log-mine-as-new': async ({ id, version, newId }) => {
      await conflicts.logMineAsNew(await author(), id, version, newId)
      await afterAct()
    },
    'delete-entry': async ({ id }) => {
      await outbox.remove(await author(), id)
      await afterAct()
    },
    'submit-week': async ({ week }) => {
      await weeks.submit(await author(), week)
      await afterAct()
    },
    'recall-week': async ({ week }) => {
      await weeks.recall(await author(), week)
      await afterAct()
    },
    'copy-entries': async ({ copies }) => {
      await outbox.copy(await author(), copies)
      await afterAct()
    },
    'move-entries': async ({ ids, date }) => {
      await outbox.move(await author(), ids, date)
      await afterAct()
    },
    'delete-entries': async ({ ids }) => {
      await outbox.removeAll(await author(), ids)
      await afterAct()
    },
    'read-week': async ({ monday }) => await readWeek(database, (await author()).account, monday),
    'read-last-day': async ({ date }) => await readLastDay(database, (await author()).account, date),
    'decide-approvals': async (decision) => {
      const undoUntilMs = await outbox.decide(await author(), decision)
      await deps.wakeSoon()
      void afterAct().catch((error: unknown) => console.error(error))
      return { undoUntilMs }
    },
    'read-more-approvals': async ({ skip }) =>
      await readMoreApprovals(database, (await author()).account, skip),
    'read-decisions': async () => await readDecisions(deps.clientFor((await author()).account)),
    'forget-refusals': async ({ ids }) => {
      await outbox.forgetRefusals(await author(), ids)
      await afterAct()
    },
    undo: async ({ operationId }) => {
      const undone = await outbox.undo(await author(), operationId)
      await afterAct()
      return { undone }
    },
    'dismiss-failure': async () => {
      await writeSingleton(database, 'failure', null)
      await publish()
    },

    'dismiss-ended-scopes': async () => {
      await writeSingleton(database, 'endedScopes', null)
      await publish()
    },

    'show-picture': async () => {
      await deps.showPicture()
      await publish()
    },

    'remove-picture': async () => {
      await writeSingleton(database, 'picture', null)
      await publish()
    },

    'save-connection': async (chosen) => {
      const connection = connectionSchema().parse(chosen)
      const faulty = (['issuer', 'apiUrl'] as const).filter(
        (key) => connection[key] !== '' && !isAllowedServerUrl(connection[key], deps.allowLoopback),
      )
      if (faulty.length > 0) {
        const faults = faulty.map((key) => ({ key, reason: 'not-a-server-url' as const }))
        return { ...(await deps.describeConnection()), faults }
      }
      await gate.endIfChanged(() => deps.writeUserConnection(connection))
      await publish()
      return await deps.describeConnection()
    },
  }
}
