/** What a sign-in reader's driver is given from outside. The registry makes one for all readers. */
import type { Clock, Transport } from '../../firmware-bridge/index.ts';
import type { DeviceEventListener } from '../device.ts';

export interface SignInReaderDependencies {
  readonly clock: Clock;
  /** Receives every event of the reader, in order. */
  readonly emit: DeviceEventListener;
  /**
   * Makes the wire of an address, unopened; `createTransport` of the bridge fits. `defaultBaudRate` is the model's and
   * stands in where the address names none; `conceal` keeps a secret of the protocol out of a capture of the wire. Throws
   * `BridgeError` BRIDGE_ADDRESS_INVALID.
   */
  readonly createTransport: (
    address: string,
    clock: Clock,
    options: {
      readonly defaultBaudRate: number | undefined;
      readonly conceal?: (written: Uint8Array) => Uint8Array;
    },
  ) => Transport;
  /** Random bytes for the id of a newly adopted fingerprint module. */
  readonly randomBytes: (length: number) => Uint8Array;
  /**
   * Somebody holds this card number (canonical, with its format, as in `card-presented`: a keyboard reader gives only
   * the lower bits of a number). Asked for readers that send once.
   */
  readonly isKnownCard: (cardNumber: string, format: string) => boolean;
  /** The value of an environment variable; for the password of a fingerprint module. */
  readonly environment: (name: string) => string | undefined;
}
