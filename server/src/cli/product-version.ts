import { readProduct } from '../host/product-files'

/** The version in our own manifest. */
export function productVersion(): string {
  const manifest = JSON.parse(readProduct('package.json') ?? '{}') as { readonly version?: string }
  return manifest.version ?? '?'
}
