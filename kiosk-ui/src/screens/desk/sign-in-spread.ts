/** Classes of a spread as they are drawn: none is left out between two, and what is long after the edge stands together. Pure. */
import type { SignInTimes } from './attendance-sheets.ts';

export interface SpreadClass {
  /** `07:45` */
  readonly from: string;
  /** Undefined: all that is later. */
  readonly to: string | undefined;
  readonly people: number;
}

/** Minutes after the absent edge that are still drawn class by class. */
const AFTER_EDGE_MINUTES = 30;

/** `absentFrom`: `08:00:01`. Classes come in order, of one width; those in which nobody came are missing. */
export function spreadOf(
  classes: NonNullable<SignInTimes['classes']>,
  absentFrom: string,
): readonly SpreadClass[] {
  const [first] = classes;
  const last = classes.at(-1);
  if (first === undefined || last === undefined) return [];
  const from = minutesOf(first.from);
  const width = minutesOf(first.to) - from;
  const end = Math.max(from, minutesOf(absentFrom) + AFTER_EDGE_MINUTES);
  const people = new Map(classes.map((one) => [one.from, one.people]));
  const count = Math.ceil((Math.min(end, minutesOf(last.to)) - from) / width);
  const drawn = Array.from({ length: count }, (_, place): SpreadClass => {
    const at = clockOf(from + place * width);
    return { from: at, to: clockOf(from + (place + 1) * width), people: people.get(at) ?? 0 };
  });
  const rest = clockOf(from + count * width);
  const later = classes.filter((one) => one.from >= rest).reduce((sum, one) => sum + one.people, 0);
  return later === 0 ? drawn : [...drawn, { from: rest, to: undefined, people: later }];
}

function minutesOf(clock: string): number {
  return Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));
}
function clockOf(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}
