/** What the register expects of a module, held against what was found in it. Pure. */
import type { Inspection } from './inspect-machine.ts';

export interface ModuleExpectation {
  /** Undefined: whatever module is there is adopted. */
  readonly moduleId: string | undefined;
  readonly pages: readonly number[];
}

/** Before anybody has said otherwise a module is adopted: its pages mean nothing to a register that does not know it. */
export const ADOPT_ANY: ModuleExpectation = { moduleId: undefined, pages: [] };

/** Same module, same occupied pages, none more and none less. An adopted module only has to have an id. */
export function isAsExpected(inspection: Inspection, expected: ModuleExpectation): boolean {
  if (inspection.moduleId === undefined) return false;
  if (expected.moduleId === undefined) return true;
  if (expected.moduleId !== inspection.moduleId) return false;
  const expectedPages = new Set(expected.pages);
  return (
    inspection.usedPages.length === expectedPages.size &&
    inspection.usedPages.every((page) => expectedPages.has(page))
  );
}

/** The expectation after a finger of ours was written, or pages were deleted at the register's wish. */
export function withPages(
  expected: ModuleExpectation,
  change: { readonly added?: readonly number[]; readonly removed?: readonly number[] },
): ModuleExpectation {
  const kept = expected.pages.filter((page) => !change.removed?.includes(page));
  return { ...expected, pages: [...new Set([...kept, ...(change.added ?? [])])] };
}
