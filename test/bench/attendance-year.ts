/**
 * A year of ten thousand people, as the lists of it are read: the month's grid, the bulletin drafted and read, the
 * year-end list, each with its answer written as it is sent. The floor of each is what 2,500 people take, times four:
 * a ratio near one says that the cost is linear in staff.
 */
import { performance } from 'node:perf_hooks';
import type { Principal } from '../../server/access/principal.ts';
import { datesOfYear } from '../../server/calendar/dates.ts';
import { createOfficeTime } from '../../server/calendar/office-time.ts';
import { PUBLISHED_YEARS } from '../../server/calendar/published/years.ts';
import type { Context } from '../../server/engine/context.ts';
import { modulesOf } from '../../server/engine/office.ts';
import type { OfficeModule } from '../../server/engine/module.ts';
import { OfficeMemory } from '../../server/engine/office-memory.ts';
import type { OfficeEvent, RecordedEvent } from '../../server/engine/recorded-event.ts';
import { OFFICE_PARTS } from '../../server/office.ts';
import type { AttendanceVerdict } from '../../server/attendance/events.ts';
import { RegisterMemory } from '../support/register-memory.ts';
import { figure, type Figure } from './figures.ts';

const SIZES = [2_500, 5_000, 10_000] as const;
const YEAR = 2025;
const MONTH = `${YEAR}-10`;
const RUNS = 9;
const AIM = 'each within 300 ms, ratio near 1';
const LOT = 500;
const SECTIONS = 50;
const CLERK: Principal = {
  kind: 'person',
  personId: 'p-0',
  roles: ['attendance-clerk'],
  sessionId: 'bench',
};

/** Of forty mornings of a person about one is late, one absent, one open. */
const WEATHER: readonly AttendanceVerdict[] = ['late', 'absent', 'open', 'explained'];

export function measureAttendanceYear(): readonly Figure[] {
  const measured = SIZES.map((size) => new YearOffice(size).measure());
  const [small, middle, large] = measured;
  if (small === undefined || middle === undefined || large === undefined) return [];
  return Object.keys(large).flatMap((name) => {
    const at = (times: Readonly<Record<string, number>>): number => times[name] ?? 0;
    return [
      figure(`${name}, 5,000 people`, at(middle), 'ms', at(small) * 2, AIM),
      figure(`${name}, 10,000 people`, at(large), 'ms', at(small) * 4, AIM),
    ];
  });
}

class YearOffice {
  readonly #size: number;
  readonly #modules = modulesOf(OFFICE_PARTS).filter(({ name }) =>
    ['people', 'calendar', 'settings', 'leave', 'counting', 'bulletin'].includes(name),
  );
  readonly #memory = new OfficeMemory(modulesOf(OFFICE_PARTS), OFFICE_PARTS);
  readonly #registers = new RegisterMemory(
    this.#modules.flatMap(({ registers }) => registers).filter(({ name }) => name === 'bulletin'),
  );
  readonly #time = createOfficeTime('Asia/Shanghai');
  readonly #nowMs = this.#time.instantOf(`${YEAR + 1}-01-05`, '09:00');
  #position = 0;

  constructor(size: number) {
    this.#size = size;
    this.#live();
  }

  measure(): Readonly<Record<string, number>> {
    const draft = this.#timed(() => this.#draft(MONTH));
    for (const event of this.#draft(MONTH)) this.#take(event);
    return {
      'month grid': this.#timed(() => this.#read('attendance.month', { month: MONTH })),
      'bulletin drafted': draft,
      'bulletin read': this.#timed(() => this.#read('bulletin.text', { month: MONTH })),
      'year list (KQ-5)': this.#timed(() => this.#read('attendance.year', { year: String(YEAR) })),
      'year-end list (KH-1)': this.#timed(() =>
        this.#read('bulletin.year-end', { year: String(YEAR), span: 'year' }),
      ),
    };
  }

  #timed(run: () => unknown): number {
    const times = Array.from({ length: RUNS }, () => {
      const from = performance.now();
      run();
      return performance.now() - from;
    });
    // The machine may be shared: what it takes is the least that it took.
    return Math.min(...times);
  }

  #live(): void {
    const started = { version: 'bench', bootId: 'boot', clockBehindJournal: false, demoClock: false };
    this.#take({ type: 'system.started', data: { ...started, blindSinceMs: undefined } });
    for (const { year, source, days } of PUBLISHED_YEARS)
      this.#take({ type: 'calendar.year-published', data: { year, source, days } });
    for (let at = 0; at < SECTIONS; at += 1)
      this.#take({
        type: 'people.section-recorded',
        data: { sectionId: `s-${at}`, name: `第${at + 1}科`, order: at },
      });
    for (let at = 0; at < this.#size; at += 1) this.#hire(at);
    const { calendar } = this.#memory.views;
    datesOfYear(YEAR).forEach((date, day) => {
      if (calendar.isWorkingDay(date) === true) this.#morning(date, day);
    });
  }

  #hire(at: number): void {
    this.#take({
      type: 'people.person-recorded',
      data: {
        personId: `p-${at}`,
        name: `职员${String(at).padStart(5, '0')}`,
        rank: at,
        sectionId: `s-${at % SECTIONS}`,
        post: '科员',
        roles: [],
        standing: at % 40 === 0 ? 'seconded' : 'official',
        joinedOn: '2020-01-01',
        leftOn: undefined,
        exemptFromSignIn: undefined,
        leader: false,
      },
    });
  }

  #morning(officeDate: string, day: number): void {
    for (let from = 0; from < this.#size; from += LOT) {
      const judgements = Array.from({ length: Math.min(LOT, this.#size - from) }, (_, at) => ({
        personId: `p-${from + at}`,
        officeDate,
        verdict: WEATHER[((from + at) * 7 + day * 11) % 40] ?? ('on-time' as const),
        clause: 'KQ-2' as const,
        ruleVersion: 0,
        because: [],
      }));
      this.#take({ type: 'attendance.edge-judged', data: { officeDate, edge: 'absent', judgements } });
    }
  }

  #take(event: OfficeEvent): void {
    this.#position += 1;
    const recordedAtMs = this.#time.instantOf(`${YEAR}-01-01`, '05:00');
    const line: RecordedEvent = {
      ...event,
      position: this.#position,
      recordedAtMs,
      officeDate: `${YEAR}-01-01`,
      actor: 'system',
      cause: undefined,
    };
    for (const module of this.#modules) module.evolve(this.#memory.stateOf(module.name), line);
    this.#registers.apply(line);
  }

  #context(): Context {
    return {
      now: { epochMs: this.#nowMs, monotonicMs: 0 },
      officeDate: this.#time.dateOf(this.#nowMs),
      time: this.#time,
      ...this.#memory.views,
      journalHead: () => undefined,
      mayAct: true,
      newId: (prefix) => `${prefix}-bench`,
    };
  }

  #module(name: string): OfficeModule {
    const module = this.#modules.find((one) => one.name === name);
    if (module === undefined) throw new Error(`there is no module ${name}`);
    return module;
  }

  #draft(month: string): readonly OfficeEvent[] {
    const request = { type: 'bulletin.draft', body: { month } };
    const input = { kind: 'request', principal: CLERK, request } as const;
    return this.#module('bulletin').decide(this.#memory.stateOf('bulletin'), input, this.#context()).events;
  }

  #read(name: string, query: object): number {
    const module = this.#modules.find(({ views }) => views.some((view) => view.name === name));
    const view = module?.views.find((one) => one.name === name);
    if (module === undefined || view === undefined) throw new Error(`there is no view ${name}`);
    const reading = { context: this.#context(), registers: this.#registers, principal: CLERK };
    return JSON.stringify(view.read(this.#memory.stateOf(module.name), query, reading)).length;
  }
}
