import { describe, expect, it, vi } from 'vitest'
import { PAST_WORK } from '../../../test/e2e/states/capture-states.ts'
import { PROJECTS } from '../../../test/e2e/states/entries.ts'
import { atWork, managing } from '../../../test/e2e/states/snapshots.ts'
import { openPopupModel } from '../../../test/support/popup-model.ts'
import type { CommandInput } from '../../contract/commands.ts'
import type { Suggested } from '../../contract/suggested.ts'

const suggested = (changes: Partial<Suggested>): Suggested => ({ work: [], tags: [], uses: [], ...changes })

/** A popup whose worker answers so; what it was asked is noted. */
function openWith(answer: Partial<Suggested>, changes: Parameters<typeof openPopupModel>[0] = {}) {
  const asked: CommandInput<'suggest'>[] = []
  const popup = openPopupModel({
    suggest: (input) => {
      asked.push(input)
      return suggested(answer)
    },
    ...changes,
  })
  const { capture } = popup.model
  const shown = () =>
    capture.suggestions.value.map((each) => {
      switch (each.kind) {
        case 'project':
          return each.project.id
        case 'task':
          return `${each.project.id}/${each.task}`
        case 'tag':
          return `#${each.tag}`
        case 'work':
          return each.work.note
        default:
          return each satisfies never
      }
    })
  return { ...popup, capture, asked, shown }
}

describe('past work', () => {
  it('is shown for an empty line when it is asked for, not when the popup opens', async () => {
    const { capture, asked, shown } = openWith({ work: PAST_WORK })
    expect(asked).toEqual([])
    capture.openSuggestions()
    await vi.waitFor(() => expect(shown()).toHaveLength(5))
    expect(asked).toEqual([{ kind: 'latest', query: '' }])
    expect(capture.active.value).toBe(-1)
    capture.moveActive(1)
    capture.closeSuggestions()
    expect(shown()).toEqual([])
    capture.openSuggestions()
    expect([shown().length, capture.active.value]).toEqual([5, -1])
  })

  it('becomes the line, with its usual length, project and tags, and nothing is open then', async () => {
    const { capture, shown } = openWith({ work: PAST_WORK })
    capture.openSuggestions()
    await vi.waitFor(() => expect(shown()).toHaveLength(5))
    const [, , review] = capture.suggestions.value
    if (review) capture.accept(review)
    expect(capture.line.value).toBe('2:00 @acme/website #workshop design review')
    expect(shown()).toEqual([])
  })

  it.each([
    ['2h yesterday des', '2h yesterday @acme/website #workshop design review'],
    ['des', '2:00 @acme/website #workshop design review'],
    ['9-11 @orbit/support #workshop design', '9-11 @orbit/support #workshop design review'],
    ['1h internal des', '1h @internal #workshop design review'],
  ])('takes the place of the note alone: %s', async (line, completed) => {
    const { capture, type, shown } = openWith({
      work: [PAST_WORK[2] ?? PAST_WORK[0]].filter((work) => work !== undefined),
    })
    type(line)
    await vi.waitFor(() => expect(shown()).toEqual(['design review']))
    const [first] = capture.suggestions.value
    if (first) capture.accept(first)
    expect(capture.line.value).toBe(completed)
  })

  it('is asked for by the note, while the note is being typed', async () => {
    const { type, asked, capture } = openWith({})
    type('2h @website design re')
    await vi.waitFor(() => expect(asked.at(-1)).toEqual({ kind: 'work', query: 'design re' }))
    const count = asked.length
    type('2h @website design review yesterday')
    type('2h @website d')
    capture.type('2h @website design re', 3)
    await Promise.resolve()
    expect(asked).toHaveLength(count)
  })

  it('that is already in the line is not offered', async () => {
    const { type, asked, shown } = openWith({ work: PAST_WORK.slice(1, 3) })
    type('2h @website design review')
    await vi.waitFor(() => expect(asked.at(-1)?.kind).toBe('work'))
    await vi.waitFor(() => expect(shown()).toEqual(['tickets 4711 to 4718']))
  })

  it('is asked for one question at a time, the last one always', async () => {
    const answers: (() => void)[] = []
    const asked: string[] = []
    const { model, type } = openPopupModel({
      suggest: ({ query }) => {
        asked.push(query)
        const { promise, resolve } = Promise.withResolvers<Suggested>()
        answers.push(() => resolve(suggested({ work: PAST_WORK.slice(2, 3) })))
        return promise
      },
    })
    for (const line of ['2h de', '2h des', '2h desi', '2h desig']) type(line)
    expect(asked).toEqual([''])
    answers.shift()?.()
    await vi.waitFor(() => expect(asked).toEqual(['', 'desig']))
    answers.shift()?.()
    await vi.waitFor(() => expect(model.capture.suggestions.value).toHaveLength(1))
  })

  it('that cannot be had leaves the line as it is', async () => {
    const said = vi.spyOn(console, 'error').mockReturnValue()
    const { model, type } = openPopupModel({ suggest: () => Promise.reject(new Error('no worker')) })
    type('2h design')
    await vi.waitFor(() => expect(said).toHaveBeenCalled())
    expect(model.capture.reading.value).toMatchObject({ minutes: 120, note: 'design' })
    expect(model.failure.value).toBeNull()
    said.mockRestore()
  })
})

describe('another sign-in', () => {
  it('sees nothing of what was offered, or asked for, before', async () => {
    const answers: ((answer: Suggested) => void)[] = []
    const { model } = openPopupModel({
      suggest: () => {
        const { promise, resolve } = Promise.withResolvers<Suggested>()
        answers.push(resolve)
        return promise
      },
    })
    const { capture } = model
    capture.openSuggestions()
    answers[0]?.(suggested({ work: PAST_WORK, uses: [['p2', 3]] }))
    await vi.waitFor(() => expect(capture.suggestions.value).toHaveLength(5))
    model.publish(managing())
    capture.openSuggestions()
    expect(capture.suggestions.value).toEqual([])
    model.publish(atWork())
    answers[1]?.(suggested({ work: PAST_WORK }))
    await Promise.resolve()
    capture.openSuggestions()
    expect(capture.suggestions.value).toEqual([])
  })
})

describe('a star', () => {
  it('keeps work as a favourite and lets it go', async () => {
    const { capture, sent, shown } = openWith({ work: PAST_WORK })
    capture.openSuggestions()
    await vi.waitFor(() => expect(shown()).toHaveLength(5))
    const starOf = (index: number) => {
      const suggestion = capture.suggestions.value[index]
      return suggestion?.kind === 'work' && suggestion.work.isFavourite
    }
    const star = async (index: number) => {
      const suggestion = capture.suggestions.value[index]
      if (suggestion) await capture.star(suggestion)
    }
    await star(1)
    expect([starOf(1), capture.starred.value]).toEqual([true, 'kept'])
    expect(sent).toEqual([
      {
        command: 'keep-favourite',
        input: {
          isFavourite: true,
          work: {
            project: 'Support',
            projectId: 'p3',
            task: null,
            tags: [],
            note: 'tickets 4711 to 4718',
            minutes: 45,
          },
        },
      },
    ])
    await star(0)
    expect([starOf(0), capture.starred.value]).toEqual([false, 'let-go'])
  })

  it('that cannot be kept is not shown', async () => {
    const { capture, shown } = openWith(
      { work: PAST_WORK },
      { answer: () => Promise.reject(new Error('full')) },
    )
    capture.openSuggestions()
    await vi.waitFor(() => expect(shown()).toHaveLength(5))
    const [, tickets] = capture.suggestions.value
    if (tickets) await capture.star(tickets)
    expect(capture.suggestions.value[1]).toEqual(tickets)
  })
})

describe('tags and tasks', () => {
  it('are offered for the word under the cursor and put in its place', async () => {
    const { capture, type, shown } = openWith({ tags: ['workshop', 'work', 'wo'] })
    type('2h #work #wo')
    await vi.waitFor(() => expect(shown()).toEqual(['#workshop']))
    const [tag] = capture.suggestions.value
    if (tag) capture.accept(tag)
    expect(capture.line.value).toBe('2h #work #workshop ')
  })

  it('of a project follow its name', () => {
    const projects = PROJECTS.map((each) =>
      each.id === 'p1' ? { ...each, tasks: ['Design', 'Review'] } : each,
    )
    const { capture, type, shown } = openWith({}, { snapshot: atWork({ projects }) })
    type('2h @acme/website/')
    expect(shown()).toEqual(['p1/Design', 'p1/Review'])
    type('2h @acme/website/re')
    expect([shown(), capture.active.value]).toEqual([['p1/Review'], -1])
    const [task] = capture.suggestions.value
    if (task) capture.accept(task)
    expect(capture.line.value).toBe('2h @acme/website/review ')
  })
})

describe('among projects that fit equally well', () => {
  it('those of the week come first, and those of all time as soon as they are known', async () => {
    const { type, shown } = openWith({ uses: [['p2', 30]] })
    type('1h @acme')
    expect(shown()).toEqual(['p1', 'p2'])
    await vi.waitFor(() => expect(shown()).toEqual(['p2', 'p1']))
  })
})

it('the projects are made ready for the search as soon as they are there, in pauses of the browser', async () => {
  const whenIdle = vi.fn(async () => undefined)
  openPopupModel({ snapshot: atWork({ projects: [...PROJECTS] }), whenIdle })
  await vi.waitFor(() => expect(whenIdle.mock.calls.length).toBeGreaterThan(2))
})
