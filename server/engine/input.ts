/**
 * What the engine takes in, one at a time. Device facts, people's requests, office deadlines and the events that an
 * earlier decision of the same transaction recorded all arrive here; nothing else changes anything.
 */
import type { DeviceEvent } from '../../devices/device-event.ts';
import type { Stamp } from '../../firmware-bridge/clock.ts';
import type { Principal } from '../access/principal.ts';
import type { RecordedEvent } from './recorded-event.ts';

/**
 * A badge after intake. The card number has been looked up in the vault and is gone: `cardRef` is a random id, or
 * undefined for a number nobody holds.
 */
export type BadgeInput =
  | {
      readonly by: 'finger';
      readonly moduleId: string;
      readonly page: number;
      readonly score: number;
    }
  | { readonly by: 'card'; readonly cardRef: string | undefined; readonly format: string };

export type Input =
  | {
      readonly kind: 'badge';
      readonly deviceId: string;
      readonly stationId: string;
      /** First contact with the reader (KQ-2): for a finger, the first failed press that led up to it. */
      readonly at: Stamp;
      /** When the holder was known: the windows of the cabinet and of the duty desk run from here. */
      readonly identifiedAt: Stamp;
      readonly badge: BadgeInput;
    }
  /** Any device event but the badges above; card numbers of enrolments have been replaced by card references. */
  | { readonly kind: 'device'; readonly event: IntakeDeviceEvent }
  | { readonly kind: 'request'; readonly principal: Principal; readonly request: OfficeRequest }
  | { readonly kind: 'deadline'; readonly deadline: Deadline }
  /** An event recorded earlier in this transaction, offered to every module so that it can react. */
  | { readonly kind: 'recorded'; readonly event: RecordedEvent };

export type IntakeDeviceEvent =
  | Exclude<DeviceEvent, { kind: 'finger-identified' | 'card-presented' }>
  /** Replaces `enrolment-advanced` with `done-card`: the number now lives in the vault under this reference. */
  | {
      readonly kind: 'card-enrolled';
      readonly deviceId: string;
      readonly stationId: string;
      readonly at: Stamp;
      readonly enrolmentId: string;
      readonly cardRef: string;
      /** Somebody holds this very card already. */
      readonly heldBy: string | undefined;
      readonly format: string;
    };

/** `type` names the request (`seals.request-use`); the body has been checked against its schema. */
export interface OfficeRequest {
  readonly type: string;
  readonly body: unknown;
}

/** An office edge or a due time. `key` is unique for ever: `attendance.absent-edge/2026-11-23`. */
export interface Deadline {
  readonly key: string;
  readonly dueAtMs: number;
}
