/** Keys of the due times of roll calls; `deadlineKey` puts them together. */
import { deadlineKey, deadlineName } from '../mechanisms/deadline.ts';

const CLOSES = 'rollcall.closes';
const WINDOW = 'rollcall.window-closes';
const CLEANING = 'rollcall.cleaning';

export type RollcallKey =
  | { readonly kind: 'closes' | 'window-closes'; readonly activityId: string }
  | { readonly kind: 'cleaning'; readonly month: string }
  | { readonly kind: 'day-begins'; readonly officeDate: string };

export const closesKey = (activityId: string): string => deadlineKey(CLOSES, activityId);
export const windowKey = (activityId: string): string => deadlineKey(WINDOW, activityId);
export const cleaningKey = (month: string): string => deadlineKey(CLEANING, month);

/** Undefined for keys of others. */
export function readKey(key: string): RollcallKey | undefined {
  const { kind, parts } = deadlineName(key);
  const first = parts[0] ?? '';
  switch (kind) {
    case CLOSES:
      return { kind: 'closes', activityId: first };
    case WINDOW:
      return { kind: 'window-closes', activityId: first };
    case CLEANING:
      return { kind: 'cleaning', month: first };
    case 'calendar.day-begins':
      return { kind: 'day-begins', officeDate: first };
    default:
      return undefined;
  }
}
