/** VS Code's name of the platform that we run on, such as `linux-x64`. */
export function currentTarget(): string
/** Where `npm run package` puts the VSIX of a target. */
export function vsixPath(target: string): string
