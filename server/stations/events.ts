/** Places with devices and a screen, and what is known of the devices' health over time. */
import type { Health } from '../../devices/device-event.ts';

export type StationEvent =
  | {
      readonly type: 'stations.configured';
      readonly data: {
        readonly office: { readonly name: string; readonly zone: string; readonly virtualHardware: boolean };
        readonly stations: readonly {
          readonly stationId: string;
          readonly station: 'entrance' | 'duty' | 'cabinet';
          readonly name: string;
        }[];
        readonly devices: readonly {
          readonly deviceId: string;
          readonly stationId: string;
          readonly kind: string;
          readonly model: string;
          readonly name: string;
          /** Silent when dead (RDM6300, wedge): health is unproven until it reads. */
          readonly silentWhenDead: boolean;
          /** A reader that counts for sign-in. */
          readonly countsForSignIn: boolean;
          /** Telephone lines: the office's own number on that line. */
          readonly lineNumber?: string;
          /** Seal cabinets: how many slots have a contact. */
          readonly slotCount?: number;
        }[];
      };
    }
  | {
      readonly type: 'stations.device-health';
      readonly data: {
        readonly deviceId: string;
        readonly health: Health;
        readonly reason: string;
        readonly atMs: number;
        /** From when the device cannot be vouched for: its last proof of life. */
        readonly unprovenSinceMs: number;
      };
    }
  /**
   * Proof of life, recorded only where it matters: the first one after an office edge. Beats in between change no
   * verdict and are not journaled.
   */
  | {
      readonly type: 'stations.device-proven';
      readonly data: { readonly deviceId: string; readonly atMs: number };
    }
  | {
      readonly type: 'stations.module-inspected';
      readonly data: {
        readonly deviceId: string;
        readonly moduleId: string;
        readonly asExpected: boolean;
        readonly capacity: number;
        readonly used: number;
      };
    }
  | {
      readonly type: 'stations.screen-paired';
      readonly data: { readonly stationId: string; readonly pairingId: string; readonly by: string };
    }
  | {
      readonly type: 'stations.screen-unpaired';
      readonly data: { readonly pairingId: string; readonly by: string };
    };
