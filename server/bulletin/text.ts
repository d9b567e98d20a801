/** A bulletin's text as it was drafted, read from the register and so from the journal alone. */
import type { RegisterReader, SqlValue } from '../engine/module.ts';
import type { BulletinCorrection, BulletinLine } from './events.ts';
import type { BulletinText } from './layout.ts';

export function textOf(registers: RegisterReader, month: string, version: number): BulletinText {
  const pages = registers.all(
    'SELECT lines, corrections FROM bulletin_page WHERE month = ? AND version = ? ORDER BY page',
    month,
    version,
  );
  return {
    month,
    lines: pages.flatMap((page) => read<BulletinLine>(page['lines'])),
    corrections: pages.flatMap((page) => read<BulletinCorrection>(page['corrections'])),
  };
}

/** The register holds what the journal's line held; that one was checked by its type when it was made. */
function read<Entry>(value: SqlValue | undefined): readonly Entry[] {
  const parsed: readonly Entry[] = typeof value === 'string' ? JSON.parse(value) : [];
  return parsed;
}
