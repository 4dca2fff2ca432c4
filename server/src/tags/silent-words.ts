/**
 * Words of sexual tags. The vocabulary leaves such tags out, but taggers emit them on ordinary pictures and people may train
 * them: they are never completed, and never called unknown or wrong. Kept as hashes (32-bit FNV-1a of the UTF-8 bytes).
 */
const HASHES: ReadonlySet<string> = new Set(
  `
  0222d245 054c276c 06ca5a98 07355e7b 08742ab9 08fd5e46 153acfe9 16c506e1 1ada4ea6 1c0ea718 1de35300 1e571fad 1ebe3fe9 1f017f6a
  1f94477a 21afe7ad 21b40f44 228bf0f2 2746c78d 282ad0ac 29bba438 2a08cc7f 2a6e47cd 2e5483a5 3123ad00 3272efda 335b9a50 335cffc3
  3527c435 37de764a 3997c191 3b92d9d0 3d8f0b5f 3e91f727 40e5f700 434859f8 45fadc31 47728adf 48b23530 4dcc7fbc 4de03558 4e5b3eb9
  5423f692 546cda72 54882378 5573ea4a 583ac31b 5abf87cb 5e1f2a6a 5fefdf66 60a1b59f 62942efa 64c9a648 66d4a77c 67ff4368 6968e0dd
  6979bf93 6cd5e87b 6dfd81df 6e8bac2d 71651432 7326f837 73d622e6 75e195cd 75e6d9bc 79b17f8a 7a4ba541 7d37da00 7e8dde33 7edbfaf2
  7fd074c1 809c4061 84f60e52 8519f92b 87baa8dd 8900b1cb 8a102c7a 8b8aca44 8d8e8281 8ea5e320 8f9ebcc5 905502f5 90af6528 90c95ec1
  90e7c5f0 9570d69f 9598c467 961127eb 961f97c6 96aefdbd 96bd1576 96e89a70 98bd2385 993552e0 99c77e7e 9b7d579b 9fcae265 a002ac76
  a00c6452 a01b13e7 a0e8b1a4 a5c1faa0 a66d6ad5 a6c28afc a6ca6ccb a7e7a6f0 a8c80b5c aa551905 ab4207bb af5fd52a b70ae53e b780c183
  b9379011 b99bf986 ba947f33 bbe70fee bc0f439d bc295713 bc5c479c be28d11a bfb9ceb0 c2838514 c4e8654b c65c27c8 c86f6c95 c92ffafc
  caf7b5ce cb44f45c cebe189a d1616fc3 d1bafed8 d1d6a381 d209c557 d222cdeb d22719e7 d409fa9b d4232823 d87f8d39 d8886230 d894aad5
  d8c30b4d d95c3b1f dd1813bf df650d02 e10d9237 e1e3a87a e3210260 e7d07e13 e8491f56 e85b145b e90a4473 ea7dc2a0 eaffd0e9 ed12c3ea
  ed561f98 f007a037 f1b52532 f1c0c33e f34933c7 f48d29a3 f4b054b1 f700d161 f7c451c0 f81a5244 f820f764 f8954334 fbd8f89c fc25a6e9
  fe3bdcc1
`
    .trim()
    .split(/\s+/),
)

const encoder = new TextEncoder()

/** Whether a tag's key has such a word in it. */
export function isSilent(key: string): boolean {
  return key.split(/[^\p{L}\p{N}]+/u).some((word) => word.length > 2 && HASHES.has(hashOf(word)))
}

function hashOf(word: string): string {
  let hash = 0x811c9dc5
  for (const byte of encoder.encode(word)) hash = Math.imul(hash ^ byte, 0x01000193)
  return (hash >>> 0).toString(16).padStart(8, '0')
}
