import * as zlib from 'node:zlib'

/** CRC-32. Node has a fast one from 20.15 on; before, a slower hash of our own serves the same end. */
export function checksum(bytes: Uint8Array): number {
  return typeof zlib.crc32 === 'function' ? zlib.crc32(bytes) : fnv(bytes)
}

function fnv(bytes: Uint8Array): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < bytes.length; at++) hash = Math.imul(hash ^ (bytes[at] ?? 0), 0x01000193)
  return hash >>> 0
}
