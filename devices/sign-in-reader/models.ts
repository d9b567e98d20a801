/**
 * The sign-in readers we drive, as data: what the catalogue, the udev rules and the drivers need to know of each.
 * Device facts are stated here once; sources are the sections of the hardware notes (manuals, captures, issues).
 */

export interface UsbIdentity {
  /** Vendor and product, lower-case hex, four digits. */
  readonly vendorId: string;
  readonly productId: string;
  /** Only where ids are shared by different devices: the interface that is meant. */
  readonly usage?: 'keyboard';
}

interface ReaderModelFacts {
  readonly id: string;
  /** Name on screens and in the service page. */
  readonly name: string;
  /** Bits per second, 8N1; undefined for HID. */
  readonly baudRate: number | undefined;
  /** Says nothing by itself and cannot be asked: its health is unproven until it reads. */
  readonly silentWhenDead: boolean;
  /** Known USB identities of the device itself; serial modules sit behind an adapter of any make. */
  readonly usb: readonly UsbIdentity[];
  readonly quirks: readonly string[];
}

export interface FingerprintModel extends ReaderModelFacts {
  readonly kind: 'fingerprint';
  /** Has the light ring and understands AuraLedConfig (35h). */
  readonly aura: boolean;
  /** Number of pages assumed where the module refuses ReadSysPara. */
  readonly capacity: number;
}

export interface CardModel extends ReaderModelFacts {
  readonly kind: 'card';
  /** Frame on the wire. `wedge` is a USB keyboard. */
  readonly frame: 'rdm6300' | 'id-12' | 'raw-checksum' | 'wedge';
  /** Sends the number again and again (about every 65 ms) while the card is there. */
  readonly repeats: boolean;
}

export type ReaderModel = FingerprintModel | CardModel;

const EF01 = { kind: 'fingerprint', baudRate: 57_600, silentWhenDead: false, usb: [] } as const;
const EM4100 = { kind: 'card', baudRate: 9_600, silentWhenDead: true, usb: [] } as const;

/** Hardware notes §1 (GROW/ZhianTec modules) and §2 (card readers). */
export const READER_MODELS: readonly ReaderModel[] = [
  {
    ...EF01,
    id: 'r503',
    name: 'GROW R503',
    aura: true,
    capacity: 200,
    quirks: [
      'sends one raw byte 55 when ready, sometimes a 00 before it; VfyPwd again after each power cycle',
      'answers FC to HiSpeedSearch (1B): Search (04) is used',
      'an image taken between Img2Tz and Search makes Search answer 09',
      'green, yellow, cyan and white only from firmware V1.2 (2021-10) on',
    ],
  },
  {
    ...EF01,
    id: 'r30x',
    name: 'GROW R30x',
    aura: false,
    capacity: 1000,
    quirks: ['R308 refuses to read parameters: the capacity is then taken from this table'],
  },
  {
    ...EF01,
    id: 'zfm-20',
    name: 'ZhianTec ZFM-20',
    aura: false,
    capacity: 162,
    quirks: ['silent for about 500 ms after power on', 'manual v2.0 does not list ReadIndexTable (1F)'],
  },
  { ...EF01, id: 'as608', name: 'Synochip AS608', aura: false, capacity: 162, quirks: [] },
  {
    ...EM4100,
    id: 'rdm6300',
    name: 'RDM6300',
    frame: 'rdm6300',
    repeats: true,
    quirks: [
      'repeats every 65 ms while the card is there',
      'ghost frames pass the checksum: two alike are asked for',
    ],
  },
  {
    ...EM4100,
    id: 'id-12',
    name: 'ID-12 / ID-12LA',
    frame: 'id-12',
    repeats: false,
    quirks: ['sends once per presentation: an unknown number must be presented twice'],
  },
  {
    ...EM4100,
    id: 'em4100-raw-checksum',
    name: 'EM4100, 13 bytes, raw checksum',
    frame: 'raw-checksum',
    repeats: false,
    quirks: ['the checksum is one raw byte and may itself be 02 or 03: framed by length'],
  },
  {
    kind: 'card',
    id: 'wedge',
    name: 'USB keyboard-wedge card reader',
    baudRate: undefined,
    silentWhenDead: true,
    frame: 'wedge',
    repeats: false,
    // Shared with the IDRW writer, which has no keyboard interface; hence the usage.
    usb: [{ vendorId: 'ffff', productId: '0035', usage: 'keyboard' }],
    quirks: [
      'several readers carry the same serial number: give the path where more than one is plugged in',
      'its keystrokes reach the console too unless the input node is grabbed',
    ],
  },
];

export function readerModel(id: string): ReaderModel | undefined {
  return READER_MODELS.find((model) => model.id === id);
}
