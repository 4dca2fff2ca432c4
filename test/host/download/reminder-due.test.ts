import assert from 'node:assert/strict'
import { ageInDays, reminderDue } from '../../../server/src/host/download/reminder-due'

const NOW = Date.parse('2026-03-01T12:00:00Z')
const before = (days: number) => new Date(NOW - days * 24 * 3600 * 1000).toISOString()
const check = (expected: boolean, date: string | undefined, reminded?: string, on = true) =>
  assert.equal(reminderDue({ date, reminded, now: NOW }, { 'download.reminder': on }), expected)

describe('the reminder of an old list', () => {
  it('comes when the list is a month old', () => {
    check(false, before(29.9))
    check(true, before(30))
    check(true, before(400))
  })

  it('comes once a month', () => {
    check(false, before(60), before(29))
    check(true, before(60), before(30))
    check(true, before(60), 'not a date')
  })

  it('never comes where nothing was downloaded, or it is off', () => {
    check(false, undefined)
    check(false, 'not a date')
    check(false, before(60), undefined, false)
  })
})

describe('the age of a list', () => {
  it('is in whole days, and never below none', () => {
    assert.equal(ageInDays(before(1.9), NOW), 1)
    assert.equal(ageInDays(before(-3), NOW), 0)
    assert.equal(ageInDays(undefined, NOW), undefined)
  })
})
