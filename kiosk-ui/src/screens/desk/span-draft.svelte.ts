/** A span of half days while it is being filled in. Without a last day it is of the first day alone. */
import type { Half, LeaveSpan } from './leave-shapes.ts';

export class SpanDraft {
  fromDate = $state('');
  fromHalf = $state<Half>('morning');
  untilDate = $state('');
  untilHalf = $state<Half>('afternoon');

  /** Undefined while the first day is missing. */
  get span(): LeaveSpan | undefined {
    if (this.fromDate === '') return undefined;
    const lastDate = this.untilDate === '' ? this.fromDate : this.untilDate;
    return {
      from: { date: this.fromDate, half: this.fromHalf },
      until: { date: lastDate, half: this.untilHalf },
    };
  }
  clear(): void {
    this.fromDate = '';
    this.untilDate = '';
    this.fromHalf = 'morning';
    this.untilHalf = 'afternoon';
  }
}
