/** Types of build-lock.mjs, which runs before anything is built. */
export function withBuildLock<T>(file: string, work: () => T): T;
