/** What waits in the inbox: one input each, with whoever waits for its outcome. */
import type { DeviceEvent } from '../../devices/device-event.ts';
import type { Stamp } from '../../firmware-bridge/clock.ts';
import type { Principal } from '../access/principal.ts';
import type { Deadline, OfficeRequest } from './input.ts';
import type { Effect } from './module.ts';
import type { OfficeStore } from './office-store.ts';
import type { OfficeEvent, RecordedEvent } from './recorded-event.ts';

export interface Submitted {
  readonly position: number;
  readonly answer: unknown;
}
export interface Settle {
  resolve(submitted: Submitted): void;
  reject(error: unknown): void;
}

export type Job =
  | { readonly kind: 'device'; readonly event: DeviceEvent }
  | {
      readonly kind: 'request';
      readonly principal: Principal;
      readonly request: OfficeRequest;
      readonly arrivedAt: Stamp;
      readonly settle: Settle;
    }
  | { readonly kind: 'deadline'; readonly deadline: Deadline }
  /** Facts that the service itself states; `alongside` writes in the same transaction. */
  | {
      readonly kind: 'facts';
      readonly events: readonly OfficeEvent[];
      readonly alongside?: (store: OfficeStore) => void;
      readonly settle?: Settle;
    };

export interface Processed {
  readonly events: readonly RecordedEvent[];
  readonly effects: readonly Effect[];
  readonly answer: unknown;
}

export type JobOutcome =
  | { readonly job: Job; readonly outcome: 'processed'; readonly processed: Processed }
  /** Rolled back alone: refused by rule, or something threw that should not have. */
  | { readonly job: Job; readonly outcome: 'rolled-back'; readonly error: unknown };
