/** Kinds of days for the fields of dates, year by year as a calendar shows them: the office's own calendar, read once. */
import { SvelteMap } from 'svelte/reactivity';
import type { DayValue } from '../../../../server/contract/screens.ts';
import { readView } from '../../connection/api.ts';
import { isYearDays } from './calendar-shapes.ts';

type Kind = DayValue['kind'];

export class CalendarKinds {
  readonly #kinds = new SvelteMap<string, Kind>();
  readonly #asked = new Set<string>();

  /** Undefined while nobody has said; asks for the year of the day, and the calendar is drawn again once it is there. */
  readonly kindOf = (date: string): Kind | undefined => {
    const year = date.slice(0, 4);
    if (!this.#asked.has(year)) {
      this.#asked.add(year);
      void this.#read(year);
    }
    return this.#kinds.get(date);
  };

  async #read(year: string): Promise<void> {
    const answer = await readView('calendar.year', { year }, isYearDays);
    if (!answer.ok) {
      // Without it the field still takes dates; the next calendar that is opened asks again.
      this.#asked.delete(year);
      return;
    }
    for (const { date, published, kind } of answer.value.days)
      this.#kinds.set(date, published && kind !== undefined ? kind : 'not-published');
  }
}
