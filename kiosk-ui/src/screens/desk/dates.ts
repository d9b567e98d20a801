/** Arithmetic on office dates (`2026-11-23`), which are calendar days and know no zone. */
const DAY_MS = 86_400_000;

export function dateAfter(officeDate: string, days: number): string {
  const at = Date.parse(`${officeDate}T00:00:00Z`);
  return Number.isNaN(at) ? officeDate : new Date(at + days * DAY_MS).toISOString().slice(0, 10);
}
