/** What a device can be told. Commands come only from the effect runner, after the intent is on disk. */
import type { CadenceSettings } from './phone-line/cadence.ts';

/** Fires the solenoid once. Checked just before the write; never re-sent; answered by one `pulse-settled` event. */
export interface PulseLock {
  readonly kind: 'pulse-lock';
  readonly intentId: string;
  /** Monotonic moment after which the pulse must not be sent any more (2 s after the intent's commit). */
  readonly expiresAtMs: number;
}
/** Light on the reader. `granted` only after the fact is committed. */
export interface ShowReaderLight {
  readonly kind: 'show-reader-light';
  readonly light: 'ready' | 'granted' | 'refused' | 'waiting' | 'off';
}
export interface StartFingerEnrolment {
  readonly kind: 'start-finger-enrolment';
  readonly enrolmentId: string;
  /** A finger that has not come within this ends it; the first free page of the module is written. */
  readonly timeoutMs: number;
}
export interface StartCardEnrolment {
  readonly kind: 'start-card-enrolment';
  readonly enrolmentId: string;
  readonly timeoutMs: number;
}
export interface CancelEnrolment {
  readonly kind: 'cancel-enrolment';
  readonly enrolmentId: string;
}
export interface DeleteFingerPages {
  readonly kind: 'delete-finger-pages';
  readonly moduleId: string;
  readonly pages: readonly number[];
}
/** What the register expects of the module; anything else found disables its slots. Undefined: adopt it as new. */
export interface ExpectModule {
  readonly kind: 'expect-module';
  readonly moduleId: string | undefined;
  readonly pages: readonly number[];
}
/** Cadence, merge threshold and limits of one line, from journaled settings. */
export interface ConfigureLine {
  readonly kind: 'configure-line';
  readonly lineId: string;
  readonly cadence: CadenceSettings;
}
/** Door and pulse timing of a cabinet, from journaled settings. */
export interface ConfigureCabinet {
  readonly kind: 'configure-cabinet';
  /** How long the released lock waits for the door. */
  readonly releaseMs: number;
  /** Door open longer than this is `held`. */
  readonly openMs: number;
  readonly pulseMs: number;
}

export type DeviceCommand =
  | PulseLock
  | ShowReaderLight
  | StartFingerEnrolment
  | StartCardEnrolment
  | CancelEnrolment
  | DeleteFingerPages
  | ExpectModule
  | ConfigureLine
  | ConfigureCabinet;
