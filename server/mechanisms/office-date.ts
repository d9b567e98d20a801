/** An office date in a request or a query, `2026-11-23`: a day that the calendar has, or it is refused as mistyped. */
import { Type } from 'typebox';

export const OfficeDate = Type.String({ format: 'date', description: 'Office date, 2026-11-23' });
