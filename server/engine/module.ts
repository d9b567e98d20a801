/**
 * One part of the office: people, calendar, attendance, duty, seals … Each is pure: a state, a decision, an
 * evolution. The engine calls decide → append → project → evolve in one synchronous transaction and does what the
 * decision asks of the outside (effects) only after the commit.
 */
import type { TSchema } from 'typebox';
import type { DeviceCommand } from '../../devices/device-command.ts';
import type { Grant, Principal } from '../access/principal.ts';
import type { Sheet } from '../sheets/sheet.ts';
import type { Context } from './context.ts';
import type { Deadline, Input } from './input.ts';
import type { OfficeEvent, RecordedEvent } from './recorded-event.ts';

export interface Decision {
  readonly events: readonly OfficeEvent[];
  readonly effects?: readonly Effect[];
  /** What the asker gets back, after the commit. Only for requests. */
  readonly answer?: unknown;
}

/** Wanted from the outside, after the commit. A device command names the device or the station and kind. */
export type Effect =
  | { readonly kind: 'device'; readonly deviceId: string; readonly command: DeviceCommand }
  /** Sent to every reader of a station (lights). */
  | { readonly kind: 'station-readers'; readonly stationId: string; readonly command: DeviceCommand }
  /** A passing word to a station's screen that is not a fact: "未识别，请再按一次或刷卡". Never stored. */
  | { readonly kind: 'notice'; readonly stationId: string; readonly notice: StationNotice };

export interface StationNotice {
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
}

export const NO_DECISION: Decision = { events: [] };

export interface OfficeModule<State = unknown> {
  readonly name: string;
  /** Raised when the state's shape or meaning changes: the state is then rebuilt from the journal. */
  readonly version: number;
  initial(): State;
  /**
   * What this module makes of an input. Pure; called for every input, answers `NO_DECISION` for what is not its own.
   * Throws `RuleViolation` to refuse a request: nothing of that input is recorded then.
   */
  decide(state: Readonly<State>, input: Input, context: Context): Decision;
  /** Takes one recorded event into the state, in place. Deterministic, from the event alone. */
  evolve(state: State, event: RecordedEvent): void;
  /** Deadlines now pending, in any order. Called after a commit that changed this module or its settings. */
  deadlines(state: Readonly<State>, context: Context): readonly Deadline[];
  readonly registers: readonly Register[];
  readonly requests: readonly RequestDefinition[];
  readonly views: readonly ViewDefinition<State>[];
  readonly screens: readonly ScreenPart<State>[];
}

/** A table derived from the journal. Rebuilt when its version changes. */
export interface Register {
  readonly name: string;
  readonly version: number;
  /** `CREATE TABLE …; CREATE INDEX …` of tables whose names start with the module's name. */
  readonly tables: string;
  readonly handles: readonly OfficeEvent['type'][];
  apply(write: RegisterWriter, event: RecordedEvent): void;
}
export interface RegisterWriter {
  run(sql: string, ...params: readonly SqlValue[]): void;
}
export interface RegisterReader {
  all(sql: string, ...params: readonly SqlValue[]): readonly Record<string, SqlValue>[];
}
export type SqlValue = string | number | bigint | null | Uint8Array;

/** One thing that may be asked, over HTTP (`POST /api/requests/<type>`) and the socket alike. */
export interface RequestDefinition {
  readonly type: string;
  /** For OpenAPI, English; the clause id where one rules it. */
  readonly summary: string;
  readonly clause?: string;
  readonly body: TSchema;
  readonly answer?: TSchema;
  readonly allow: readonly Grant[];
  /** Body fields that are secret and are consumed before the engine (PINs): never journaled, never logged. */
  readonly secret?: readonly string[];
}

/** One thing that may be read (`GET /api/views/<name>?…`). */
export interface ViewDefinition<State = unknown> {
  readonly name: string;
  readonly summary: string;
  readonly query: TSchema;
  readonly allow: readonly Grant[];
  read(state: Readonly<State>, query: unknown, reading: Reading): unknown;
  /** The same as a list for a spreadsheet, where there is one (`GET /api/exports/<name>?format=csv|xlsx&…`). */
  sheet?(state: Readonly<State>, query: unknown, reading: Reading): Sheet;
}
export interface Reading {
  readonly context: Context;
  readonly registers: RegisterReader;
  readonly principal: Principal;
}

/**
 * A module's share of one live screen. A screen is a flat document of keys (`totals`, `row/p-12`, `line/line-1`);
 * after each commit only the touched keys are read again, and those that changed are pushed.
 */
export interface ScreenPart<State = unknown> {
  readonly screen: ScreenName;
  /** Key prefixes this part owns, e.g. `['totals', 'row/']`. */
  readonly owns: readonly string[];
  /** All keys at this moment. */
  keys(state: Readonly<State>, viewing: Viewing): readonly string[];
  /** One key's value (plain JSON), or undefined where it is not shown. */
  read(state: Readonly<State>, key: string, viewing: Viewing): unknown;
  /** Keys that these events may have changed. `'all'` only for rare events (midnight, settings). */
  touched(
    state: Readonly<State>,
    events: readonly RecordedEvent[],
    viewing: Viewing,
  ): readonly string[] | 'all';
}
export type ScreenName = 'entrance' | 'duty' | 'cabinet' | 'desk';
export interface Viewing {
  readonly context: Context;
  readonly principal: Principal;
  /** The station the screen belongs to; undefined at the desk. */
  readonly stationId: string | undefined;
}
