/** A small office over a real file in a scratch directory, on a manual clock and manual turns of the loop. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type Database from 'better-sqlite3';
import type { DeviceCommand } from '../../devices/device-command.ts';
import type { DeviceEvent } from '../../devices/device-event.ts';
import { stampOf } from '../../firmware-bridge/clock.ts';
import type { Principal } from '../../server/access/principal.ts';
import { createOfficeTime } from '../../server/calendar/office-time.ts';
import type {
  IntakeVault,
  Office,
  OfficeOptions,
  OfficeTrouble,
} from '../../server/engine/office-options.ts';
import { openOffice } from '../../server/engine/office.ts';
import type { RecordedEvent } from '../../server/engine/recorded-event.ts';
import { ManualClock } from './manual-clock.ts';
import { newProbe, smallParts, type Probe } from './small-modules.ts';

export const SYSTEM: Principal = { kind: 'system', through: 'service' };

export interface Ordered {
  readonly deviceId: string;
  readonly command: DeviceCommand;
  /** Journal position when the command was handed over. */
  readonly position: number;
}

export class SmallOffice {
  readonly directory = mkdtempSync(join(tmpdir(), 'dianmao-engine-'));
  readonly clock: ManualClock;
  readonly probe: Probe = newProbe();
  readonly ordered: Ordered[] = [];
  readonly troubles: OfficeTrouble[] = [];
  readonly committed: RecordedEvent[] = [];
  /** The writing connection, for tests that make the disk fail. */
  database: Database.Database | undefined;
  onExecute: (deviceId: string, command: DeviceCommand) => Promise<void> = () => Promise.resolve();
  #office: Office | undefined;
  #turns: (() => void)[] = [];

  constructor(clock = new ManualClock()) {
    this.clock = clock;
  }

  get file(): string {
    return join(this.directory, 'office.db');
  }

  get office(): Office {
    if (this.#office === undefined) throw new Error('the office is not open');
    return this.#office;
  }

  open(more: Partial<OfficeOptions> = {}): Office {
    const office = openOffice({
      file: this.file,
      parts: smallParts(this.probe),
      clock: this.clock,
      time: createOfficeTime('Asia/Shanghai'),
      openVault: (database) => {
        this.database = database;
        return smallVault(database);
      },
      devices: {
        execute: (deviceId, command) => {
          this.ordered.push({ deviceId, command, position: this.#office?.position() ?? 0 });
          return this.onExecute(deviceId, command);
        },
      },
      version: 'test',
      reserveBytes: 64 * 1024,
      nextTurn: (action) => this.#turns.push(action),
      onTrouble: (trouble) => this.troubles.push(trouble),
      ...more,
    });
    office.onCommitted((events) => this.committed.push(...events));
    this.#office = office;
    return office;
  }

  /** One turn of the event loop; what it leads to waits for the next. */
  turn(): void {
    const turns = this.#turns;
    this.#turns = [];
    for (const action of turns) action();
  }

  /** Turns until nothing is left to do. */
  settle(): void {
    for (let turns = 0; this.#turns.length > 0; turns += 1) {
      if (turns > 10_000) throw new Error('the office never comes to rest');
      this.turn();
    }
  }

  /** Asks, lets turns pass, and gives the outcome. */
  ask(
    type: string,
    text: string,
    principal: Principal = SYSTEM,
  ): Promise<{ position: number; answer: unknown }> {
    const asked = this.office.request(principal, { type, body: { text } });
    this.settle();
    return asked;
  }

  card(cardNumber: string): DeviceEvent {
    const at = stampOf(this.clock);
    return {
      kind: 'card-presented',
      deviceId: 'reader-1',
      stationId: 'entrance-1',
      at,
      cardNumber,
      format: 'em4100-40',
    };
  }

  lines(): readonly RecordedEvent[] {
    return this.office.readJournal(1, 1_000);
  }

  types(): readonly string[] {
    return this.lines().map(({ type }) => type);
  }

  /** Closes and opens again over the same file. */
  async restart(more: Partial<OfficeOptions> = {}): Promise<Office> {
    await this.office.close('restart');
    return this.open(more);
  }

  async remove(): Promise<void> {
    await this.#office?.close('test over');
    rmSync(this.directory, { recursive: true, force: true });
  }
}

/** Cards as a table of the same file, so that what a rolled back input kept is gone again. */
export function smallVault(database: Database.Database): IntakeVault {
  database.exec('CREATE TABLE IF NOT EXISTS test_card (number TEXT PRIMARY KEY, ref TEXT NOT NULL) STRICT');
  const find = database.prepare<[string], { ref: string }>('SELECT ref FROM test_card WHERE number = ?');
  const keep = database.prepare('INSERT INTO test_card (number, ref) VALUES (?, ?)');
  return {
    cardRefOf: (number) => find.get(number)?.ref,
    keepCard: (number) => {
      const known = find.get(number)?.ref;
      if (known === undefined) keep.run(number, `ref-${number}`);
      return { cardRef: known ?? `ref-${number}`, existed: known !== undefined };
    },
  };
}
