/** Types of build-stamp.mjs, which runs before anything is built. */
export function fingerprintOf(root: string, sources: readonly string[]): string;
export function isStale(stamp: string, root: string, sources: readonly string[]): boolean;
