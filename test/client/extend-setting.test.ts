import assert from 'node:assert/strict'
import { extendSetting, hidesUser, namesFile, type Inspected, type ListEntry, type Place } from '../../client/src/extend-setting'

function checkExtended(before: Inspected, place: Place, added: readonly ListEntry[], expected: readonly unknown[] | undefined): void {
  assert.deepEqual(extendSetting(before, place, added), expected)
}

describe('a list that is added to the settings', () => {
  it('comes after those that are there: the first counts most', () => checkExtended({ globalValue: ['/a.csv'] }, 'user', ['/b.csv'], ['/a.csv', '/b.csv']))
  it('is the first where there is none', () => checkExtended({}, 'user', ['/a.csv'], ['/a.csv']))
  it('changes nothing where it is there', () => checkExtended({ globalValue: ['/a.csv'] }, 'user', ['/a.csv'], undefined))
  it('is the same file however it is written', () => checkExtended({ workspaceValue: ['.\\lists\\a.csv', 'c:\\b.csv'] }, 'workspace', ['lists/a.csv', 'C:/b.csv'], undefined))
  it('does not take the user\'s lists out of a workspace', () => checkExtended({ globalValue: ['/a.csv'] }, 'workspace', ['b.csv'], ['/a.csv', 'b.csv']))
  it('goes after the lists that a workspace has', () => checkExtended({ globalValue: ['/a.csv'], workspaceValue: ['c.csv'] }, 'workspace', ['b.csv'], ['c.csv', 'b.csv']))
  it('leaves the workspace alone where it is the user\'s', () => checkExtended({ globalValue: ['/a.csv'], workspaceValue: ['c.csv'] }, 'user', ['/b.csv'], ['/a.csv', '/b.csv']))
  it('keeps entries as they are, also those that Taglore does not understand', () =>
    checkExtended({ globalValue: [7, { path: '/a.csv', kind: 'aliases' }] }, 'user', [{ path: '/a.csv', kind: 'implications' }, { path: '/b.csv', kind: 'aliases' }], [7, { path: '/a.csv', kind: 'aliases' }, { path: '/b.csv', kind: 'aliases' }]))
  it('takes the place of a value that is no list', () => checkExtended({ globalValue: 'a.csv' }, 'user', ['/b.csv'], ['/b.csv']))

  it('counts where the settings in force name it', () => {
    assert.equal(namesFile({ globalValue: ['/a.csv'] }, '/a.csv'), true)
    assert.equal(namesFile({ globalValue: ['/a.csv'], workspaceValue: [] }, '/a.csv'), false)
    assert.equal(namesFile({ workspaceValue: [{ path: '/a.csv', kind: 'aliases' }] }, '/a.csv'), true)
    assert.equal(hidesUser({ globalValue: ['/a.csv'], workspaceValue: [] }), true)
    assert.equal(hidesUser({ globalValue: ['/a.csv'] }), false)
  })
})
