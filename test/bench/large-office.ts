/**
 * The office of the badge figures: 20,000 people, each with a card of their own and none signed in yet. Today is a
 * working day and its late edge far off, so that each badge is judged on time: two lines of journal, a row of the
 * register and two keys of the entrance screen. Seeded once a run; every start gets a copy.
 */
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { createOfficeTime } from '../../server/calendar/zoned-time.ts';
import type { SeedFact } from '../../server/engine/office-options.ts';
import { daytimeZone } from '../support/office-today.ts';
import { seedOffice } from '../support/seeded-office.ts';
import { type Service, startService } from '../support/service.ts';

export const STAFF_COUNT = 20_000;
const FIRST_CARD = 0x1f_00_00_00_00;

export function cardOf(number: number): string {
  return (FIRST_CARD + number).toString(16).toUpperCase().padStart(10, '0');
}

export function personIdOf(number: number): string {
  return `p-${number}`;
}

/** No two people of this office share a name, so that the screen says whose badge it shows. */
export function nameOf(number: number): string {
  return `职员${String(number).padStart(5, '0')}`;
}

export class LargeOffice {
  readonly #folder: string;
  readonly #zone: string;
  #copies = 0;

  private constructor(folder: string, zone: string) {
    this.#folder = folder;
    this.#zone = zone;
  }

  /** Seeds it under `folder`. */
  static async seed(folder: string): Promise<LargeOffice> {
    const zone = daytimeZone(Date.now());
    const people = Array.from({ length: STAFF_COUNT }, (_, number) => ({
      personId: personIdOf(number),
      name: nameOf(number),
      card: cardOf(number),
    }));
    await seedOffice({ data: join(folder, 'seed'), zone, people, facts: workdayFacts(zone) });
    return new LargeOffice(folder, zone);
  }

  /** The service on a fresh copy, with one ID-12 reader on the serial port. */
  start(serialPath: string): Promise<Service> {
    this.#copies += 1;
    const data = join(this.#folder, `copy-${this.#copies}`);
    cpSync(join(this.#folder, 'seed'), data, { recursive: true });
    return startService({
      data,
      config: `
office: { name: 两万人的单位, zone: ${this.#zone} }
server: { port: 0, dataDirectory: ${data} }
stations:
  - { id: entrance-1, kind: entrance, name: 一楼大厅 }
readers:
  - { id: entrance-card, station: entrance-1, name: 读卡器, model: id-12, address: 'serial://${serialPath}?baudRate=9600' }
`,
    });
  }
}

/** Today is a working day whose late edge is hours away. */
export function workdayFacts(zone: string): readonly SeedFact[] {
  const nowMs = Date.now();
  const date = createOfficeTime(zone).dateOf(nowMs);
  const atMs = nowMs - 3_600_000;
  const edges = {
    signInOpens: '00:00:01',
    bandFrom: '21:00:00',
    lateFrom: '22:00:00',
    absentFrom: '22:10:00',
  };
  return [
    {
      atMs,
      event: {
        type: 'calendar.day-changed',
        data: {
          proposalId: 'bench-day',
          day: { date, kind: 'workday', name: '测量日' },
          reason: '测量用工作日',
          confirmedBy: 'system',
        },
      },
    },
    {
      atMs,
      event: {
        type: 'settings.confirmed',
        data: {
          proposalId: 'bench-edges',
          key: 'attendance.edges',
          value: edges,
          effectiveFrom: date,
          confirmedBy: 'system',
          version: 1,
        },
      },
    },
  ];
}
