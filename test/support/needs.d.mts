/** Types of needs.mjs, which runs before anything is built. */
export const TEST_NEEDS: readonly string[];
export const MACHINE_NEEDS: readonly string[];
export function provide(names: readonly string[]): boolean;
