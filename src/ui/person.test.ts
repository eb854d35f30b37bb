import { describe, expect, it } from 'vitest'
import { personWords } from './person.ts'

describe('initials', () => {
  it.each([
    ['Demo Employee', 'DE'],
    ['Mia', 'M'],
    ['mia kay', 'MK'],
    ['Dr. Mia Ada Kay', 'DK'],
    ['Kay, Mia', 'MK'],
    ['Mia Kay (Contractor)', 'MK'],
    ['(Contractor)', 'C'],
    ['Jean-Luc Müller-Lüdenscheidt', 'JM'],
    ['mia.kay', 'MK'],
    ['e\u0301mile zola', 'E\u0301Z'],
    ['ßeta', 'ß'],
    ['山田 太郎', '山太'],
    ['김민준', '김'],
    ['क्षितिज शर्मा', 'क्षिश'],
    ['محمد الأحمد', 'م'],
    ['דנה כהן', 'דכ'],
    ['👩‍💻 Mia Kay', 'MK'],
    ['𝒜da Kay', '𝒜K'],
    ['7 of 9', '79'],
    ['\u202eMia\u202c Kay', 'MK'],
  ])('of %s', (name, initials) => {
    expect(personWords({ name, email: null }).initials).toBe(initials)
  })

  it('come from the e-mail address where the name has none', () => {
    expect(personWords({ name: '👩‍💻', email: 'mia.kay@exampleco.com' }).initials).toBe('MK')
    expect(personWords({ name: '', email: 'mia@exampleco.com' }).initials).toBe('M')
    expect(personWords({ name: '—', email: null }).initials).toBe('')
  })
})

describe('a person', () => {
  it.each([
    [{ name: 'Mia Kay', email: 'mia@exampleco.com' }, 'Mia Kay', 'mia@exampleco.com'],
    [{ name: ' Mia \n Kay\u2066 ', email: null }, 'Mia Kay', null],
    [{ name: '  ', email: 'mia@exampleco.com' }, 'mia@exampleco.com', null],
    [{ name: 'mia@exampleco.com', email: 'mia@exampleco.com' }, 'mia@exampleco.com', null],
    [{ name: 'Mia Kay', email: '' }, 'Mia Kay', null],
  ])('%o is shown once', (account, name, email) => {
    expect(personWords(account)).toMatchObject({ name, email })
  })
})
