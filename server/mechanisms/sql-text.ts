/** Text out of a register's row. */
import type { SqlValue } from '../engine/module.ts';

/** The text itself; '' where the column holds none. */
export function textOf(value: SqlValue | undefined): string {
  return typeof value === 'string' ? value : '';
}
