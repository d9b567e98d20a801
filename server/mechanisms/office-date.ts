/** An office date in a request or a query, `2026-11-23`: a day that the calendar has, or it is refused as mistyped. */
import { Type } from 'typebox';

export const OfficeDate = Type.String({ format: 'date', description: 'Office date, 2026-11-23' });

/** A month of the calendar, `2026-11`. */
export const Month = Type.String({ pattern: '^\\d{4}-(0[1-9]|1[0-2])$', description: 'Month, 2026-11' });

/** A calendar year, `2026`. */
export const Year = Type.String({ pattern: '^\\d{4}$', description: 'Calendar year, 2026' });
