/** What other modules may ask of the duty desk. */
import type { ShiftRef } from './events.ts';

/** Tonight's duty for the entrance: roles and person ids only, never telephone numbers. */
export interface TonightDuty {
  readonly shift: ShiftRef;
  readonly shiftName: string;
  readonly fromMs: number;
  readonly toMs: number;
  readonly leaderId: string | undefined;
  readonly officerIds: readonly string[];
  readonly driverId: string | undefined;
}

export interface DutyView {
  /** Rostered for a shift that has any part on this office date. */
  isRosteredOn(personId: string, officeDate: string): boolean;
  /**
   * On duty for any part of the span: rostered by name (带班领导 and driver too), or signed on at a desk at this moment; the
   * shift as `2026-11-23/night`.
   */
  dutyIn(personId: string, fromMs: number, toMs: number): string | undefined;
  /** Signed on at a desk at this moment. */
  signedOn(stationId?: string): readonly string[];
  /** The last rostered shift that begins on this office date (the night's on a working day), if any. */
  tonight(officeDate: string): TonightDuty | undefined;
}
