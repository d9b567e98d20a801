/**
 * Every device we can drive, as data: one row a model, put together from the rows that each kind keeps beside its
 * driver. The configuration check, the service page and the udev rules are made from it.
 */
import type { DeviceKind } from './device.ts';
import { BOARD_MODELS } from './io-board/models.ts';
import { CONTACT_LINE_MODEL } from './phone-line/phone-line.ts';
import { CONTACT_CABINET_MODEL } from './seal-cabinet/seal-cabinet.ts';
import { READER_MODELS, type UsbIdentity } from './sign-in-reader/models.ts';

export interface CatalogueEntry {
  /** The word used in the configuration. */
  readonly model: string;
  readonly kind: DeviceKind;
  readonly nameZh: string;
  readonly nameEn: string;
  /** Wires it can be on; empty for what is built of a board's points. */
  readonly wires: readonly ('serial' | 'tcp' | 'hid')[];
  /** Bits per second, 8N1, where the address names none; undefined where there is no such rate. */
  readonly baudRate: number | undefined;
  /** Digital inputs and coils, for boards; otherwise 0. */
  readonly inputs: number;
  readonly outputs: number;
  /** The configuration has to say in which format it types its numbers. */
  readonly needsFormat: boolean;
  /** Cannot be asked whether it lives: unproven until it reads. */
  readonly silentWhenDead: boolean;
  /** Its own USB identity. What sits behind a serial adapter has none: see `SERIAL_ADAPTERS`. */
  readonly usb: readonly UsbIdentity[];
  readonly quirks: readonly string[];
}

/** Chinese names of the readers; their own rows carry the maker's name only. */
const READER_NAMES_ZH: Readonly<Record<string, string>> = {
  r503: 'GROW R503 指纹模块（带灯环）',
  r30x: 'GROW R30x 指纹模块',
  'zfm-20': 'ZFM-20 指纹模块',
  as608: 'AS608 指纹模块',
  rdm6300: 'RDM6300 串口读卡器',
  'id-12': 'ID-12 串口读卡器',
  'em4100-raw-checksum': 'EM4100 串口读卡器（13 字节）',
  wedge: 'USB 键盘式读卡器',
};

const NO_POINTS = { inputs: 0, outputs: 0 } as const;

const READERS: readonly CatalogueEntry[] = READER_MODELS.map((model) => ({
  ...NO_POINTS,
  model: model.id,
  kind: model.kind === 'fingerprint' ? 'fingerprint-reader' : 'card-reader',
  nameZh: READER_NAMES_ZH[model.id] ?? model.name,
  nameEn: model.name,
  wires: model.baudRate === undefined ? ['hid'] : ['serial', 'tcp'],
  baudRate: model.baudRate,
  needsFormat: model.kind === 'card' && model.frame === 'wedge',
  silentWhenDead: model.silentWhenDead,
  usb: model.usb,
  quirks: model.quirks,
}));

const BOARDS: readonly CatalogueEntry[] = BOARD_MODELS.map((model) => ({
  model: model.model,
  kind: 'io-board',
  nameZh: model.nameZh,
  nameEn: model.nameEn,
  wires: ['serial', 'tcp'],
  baudRate: model.baudRate,
  inputs: model.inputCount,
  outputs: model.outputCount,
  needsFormat: false,
  silentWhenDead: false,
  usb: [],
  quirks: model.quirks,
}));

const BUILT_OF_POINTS: readonly CatalogueEntry[] = [
  {
    ...NO_POINTS,
    model: CONTACT_LINE_MODEL,
    kind: 'phone-line-monitor',
    nameZh: '振铃与摘机触点',
    nameEn: 'ring and hook contacts',
    wires: [],
    baudRate: undefined,
    needsFormat: false,
    silentWhenDead: false,
    usb: [],
    quirks: [
      'a ring detector follows the bell voltage some 100 ms late, at both edges',
      'a poll gap longer than a burst makes the evidence of a call timed, a longer one makes the line blind',
    ],
  },
  {
    ...NO_POINTS,
    model: CONTACT_CABINET_MODEL,
    kind: 'seal-cabinet',
    nameZh: '电磁锁印章柜（门、锁舌、印位触点）',
    nameEn: 'solenoid cabinet with door, bolt and slot contacts',
    wires: [],
    baudRate: undefined,
    needsFormat: false,
    silentWhenDead: false,
    usb: [],
    quirks: [
      'fail-secure solenoid, flyback diode across the coil; without it the adapter may drop out at the pulse',
      'a slot contact proves presence, not which seal',
    ],
  },
];

export const CATALOGUE: readonly CatalogueEntry[] = [...READERS, ...BOARDS, ...BUILT_OF_POINTS];

export function catalogueEntry(model: string): CatalogueEntry | undefined {
  return CATALOGUE.find((entry) => entry.model === model);
}

export interface SerialAdapter extends UsbIdentity {
  readonly name: string;
}

/** USB serial and RS-485 adapters that serial devices are found behind; the chip makers' own identities. */
export const SERIAL_ADAPTERS: readonly SerialAdapter[] = [
  { name: 'FTDI FT232R', vendorId: '0403', productId: '6001' },
  { name: 'FTDI FT231X', vendorId: '0403', productId: '6015' },
  { name: 'QinHeng CH340', vendorId: '1a86', productId: '7523' },
  { name: 'QinHeng CH9102', vendorId: '1a86', productId: '55d4' },
  { name: 'Silicon Labs CP210x', vendorId: '10c4', productId: 'ea60' },
  { name: 'Prolific PL2303', vendorId: '067b', productId: '2303' },
];
