/** What the demonstration is made from and what it gives: a past for the journal, and what the virtual devices hold. */
import type { BenchState } from '../contract/bench.ts';
import type { OfficeTime } from '../calendar/office-time.ts';
import type { SeedFact } from '../engine/office-options.ts';
import type { OfficeParts } from '../engine/parts.ts';
import type { Installation } from '../stations/installation.ts';

export interface DemoOptions {
  /** The same number gives the same past. */
  readonly seed: number;
  /** Office moment at which the demonstration begins; the past ends some seconds before it. */
  readonly untilMs: number;
  readonly time: OfficeTime;
  readonly parts: OfficeParts;
  readonly installation: Installation;
  readonly version: string;
  /** Keeps a card number in the vault and returns its reference. */
  readonly keepCard: (cardNumber: string, format: string) => string;
}

export interface DemoPrint {
  readonly personId: string;
  /** The simulator's name of the finger. */
  readonly print: string;
  readonly page: number;
}
/** What a fingerprint module of the demonstration holds: its notepad id and its library. */
export interface DemoModule {
  readonly deviceId: string;
  /** 32 lower-case hex digits; belongs on notepad page 0. */
  readonly moduleId: string;
  readonly prints: readonly DemoPrint[];
}

export interface DemoOffice {
  /** In order, for `OfficeOptions.seed`. */
  readonly events: readonly SeedFact[];
  readonly cards: readonly { readonly personId: string; readonly cardNumber: string }[];
  readonly modules: readonly DemoModule[];
  /** What lies in the cabinets' slots, slot 1 first. */
  readonly slots: readonly { readonly cabinetId: string; readonly occupied: readonly boolean[] }[];
  /** Codes of what the rules refused on the way; none in the built-in installation. */
  readonly refusals: readonly string[];
  /** For the bench page: everybody with fingers and cards. */
  readonly people: BenchState['people'];
}
