/** The devices' share of the installation file, after validation (server/config.ts). Installation only: nothing here
 *  changes a verdict. */

/** `serial:///dev/ttyUSB0?baudRate=57600`, `tcp://host:port?baudRate=9600`, `hid://16c0:05df/SERIAL`, `virtual://r503`. */
export type DeviceAddress = string;

export interface ReaderConfiguration {
  readonly id: string;
  readonly station: string;
  readonly name: string;
  /** Catalogue id: `r503`, `r30x`, `zfm-20`, `as608`, `rdm6300`, `id-12`, `em4100-raw-checksum`, `wedge`. */
  readonly model: string;
  readonly address: DeviceAddress;
  /** A badge here may sign people in. Default true at an entrance. */
  readonly countsForSignIn: boolean;
  /** Fingerprint modules with a password set: the name of the environment variable that holds it (8 hex digits). */
  readonly passwordEnv?: string;
  /** Wedge readers: `dez10`, `dez8` or `hex8`. */
  readonly format?: 'dez10' | 'dez8' | 'hex8';
}

export interface BoardConfiguration {
  readonly id: string;
  readonly name: string;
  /** Catalogue id: `waveshare-io-8ch`, `waveshare-relay-8ch-d`. */
  readonly model: string;
  readonly address: DeviceAddress;
  /** Modbus unit, 1–247. */
  readonly unit: number;
  /** Time between polls of the inputs, ms; bounded below by the wire. */
  readonly pollMs: number;
  /** Set output mode 0 at start where another is found; otherwise the outputs are refused. */
  readonly mendOutputMode: boolean;
}

/** `board-1/in/0` or `board-1/out/3`, 0-based as on the board. A leading `!` inverts an input. */
export type PointReference = string;

export interface LineConfiguration {
  readonly id: string;
  readonly station: string;
  readonly name: string;
  readonly number: string;
  /** Closed while the bell voltage is on the line. */
  readonly ring: PointReference;
  /** Closed while the handset is off the hook. */
  readonly hook: PointReference;
}

export interface CabinetConfiguration {
  readonly id: string;
  readonly station: string;
  readonly name: string;
  readonly coil: PointReference;
  /** Closed while the door is closed. */
  readonly door: PointReference;
  /** Closed while the bolt is out (locked). */
  readonly lock: PointReference;
  /** One input a slot, slot 1 first; closed while the slot is occupied. */
  readonly slots: readonly PointReference[];
}

export interface DevicesConfiguration {
  readonly readers: readonly ReaderConfiguration[];
  readonly boards: readonly BoardConfiguration[];
  readonly lines: readonly LineConfiguration[];
  readonly cabinets: readonly CabinetConfiguration[];
}
