import assert from 'node:assert/strict'
import { chooseProxy, type ProxySettings } from '../../../server/src/host/download/choose-proxy'
import { DownloadError } from '../../../server/src/host/download/download-error'

const check = (settings: ProxySettings, expected: string | undefined, url = 'https://booru.example/tags.json') => assert.equal(chooseProxy(url, settings), expected)

describe('the proxy of a download', () => {
  it('is our own setting, else the editor\'s, else the environment\'s', () => {
    const environment = { HTTPS_PROXY: 'http://c:3' }
    check({ own: 'http://a:1', editor: 'http://b:2', environment }, 'http://a:1')
    check({ own: null, editor: 'http://b:2', environment }, 'http://b:2')
    check({ own: '', editor: '', environment }, 'http://c:3')
    check({}, undefined)
  })

  it('is none where the setting says so', () => check({ own: 'direct', editor: 'http://b:2', environment: { HTTPS_PROXY: 'http://c:3' } }, undefined))

  it('may lack its http://', () => check({ own: '127.0.0.1:7890' }, 'http://127.0.0.1:7890'))

  it('of the environment depends on the address, in either case', () => {
    const environment = { http_proxy: 'http://a:1', HTTPS_PROXY: 'http://b:2', ALL_PROXY: 'http://c:3' }
    check({ environment }, 'http://a:1', 'http://booru.example')
    check({ environment }, 'http://b:2')
    check({ environment: { all_proxy: 'http://c:3' } }, 'http://c:3')
  })

  it('of the environment is not used where NO_PROXY says so', () => {
    const HTTPS_PROXY = 'http://b:2'
    for (const NO_PROXY of ['*', 'booru.example', '.example', 'x, example', '*.example']) check({ environment: { HTTPS_PROXY, NO_PROXY } }, undefined)
    for (const NO_PROXY of ['', 'ru.example', 'example:8443', 'other']) check({ environment: { HTTPS_PROXY, NO_PROXY } }, HTTPS_PROXY)
  })

  it('must be one that we can use, and no password is told', () => {
    assert.throws(
      () => chooseProxy('https://booru.example', { own: 'socks5://me:secret@127.0.0.1:1080' }),
      (error) => error instanceof DownloadError && error.code === 'bad-proxy' && !error.message.includes('secret') && error.message.includes('socks5://127.0.0.1:1080'),
    )
  })
})
