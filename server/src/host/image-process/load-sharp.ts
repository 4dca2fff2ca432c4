import Module from 'node:module'
import type sharp from 'sharp'

export type Sharp = typeof sharp

interface Resolver {
  _resolveFilename: (request: string, ...rest: unknown[]) => string
}

/**
 * Loads sharp. Inside Electron on Linux its native build can crash the process, so the WebAssembly build is taken there
 * (sharp's own advice: "Electron and Linux").
 */
export function loadSharp(): Sharp {
  if (process.platform !== 'linux' || process.versions['electron'] === undefined) return requireSharp()
  // node:module has had this hook, untyped, for as long as there is Node
  const resolver = Module as unknown as Resolver
  const original = resolver._resolveFilename
  resolver._resolveFilename = (request, ...rest) => {
    if (/^@img\/sharp-(?!wasm32)/.test(request)) throw Object.assign(new Error(`not used here: ${request}`), { code: 'MODULE_NOT_FOUND' })
    return original.call(resolver, request, ...rest)
  }
  try {
    return requireSharp()
  } finally {
    resolver._resolveFilename = original
  }
}

function requireSharp(): Sharp {
  // an import statement would load sharp before the hook above is set; the module's export is the function itself
  return require('sharp') as Sharp
}
