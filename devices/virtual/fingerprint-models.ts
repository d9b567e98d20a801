/**
 * What tells one fingerprint module from another, from their manuals and from what people reported of them
 * (hardware notes 1.1–1.5).
 */

export interface FingerprintModel {
  /** Templates that fit. R503: 200. Others: as commonly sold, set by the flash that is fitted. */
  readonly capacity: number;
  /** From power to the first command answered, ms. R503: 50, then a raw 55. ZFM-20: 500, silently. */
  readonly bootMs: number;
  /** Sends a stray 00 with the edge of the power and a raw 55 when it is ready. */
  readonly sendsReadyByte: boolean;
  /** Instruction 1B; FC where it is not known. */
  readonly knowsHighSpeedSearch: boolean;
  /** The ring of light, SoftRst, HandShake. */
  readonly knowsRingAndReset: boolean;
  /** Another GenImg between Img2Tz and Search spoils the features: Search then answers 09. */
  readonly imageSpoilsFeatures: boolean;
  /** Leaves 01EE in the page of a reply "not found". */
  readonly junkPageWhenNotFound: number;
  readonly characterBuffers: number;
}

const CLASSIC: FingerprintModel = {
  capacity: 163,
  bootMs: 500,
  sendsReadyByte: false,
  knowsHighSpeedSearch: true,
  knowsRingAndReset: false,
  imageSpoilsFeatures: false,
  junkPageWhenNotFound: 0,
  characterBuffers: 2,
};

export const FINGERPRINT_MODELS: Readonly<Record<string, FingerprintModel>> = {
  'zfm-20': CLASSIC,
  as608: CLASSIC,
  r30x: { ...CLASSIC, capacity: 1000 },
  r503: {
    capacity: 200,
    bootMs: 50,
    sendsReadyByte: true,
    knowsHighSpeedSearch: false,
    knowsRingAndReset: true,
    imageSpoilsFeatures: true,
    junkPageWhenNotFound: 0x01ee,
    characterBuffers: 6,
  },
};

/** Confirmation codes that the simulator gives (hardware notes 1.3). */
export const CODE = {
  ok: 0x00,
  receiveError: 0x01,
  noFinger: 0x02,
  messyImage: 0x06,
  fewFeatures: 0x07,
  notFound: 0x09,
  differ: 0x0a,
  pageOutOfRange: 0x0b,
  deleteFailed: 0x10,
  wrongPassword: 0x13,
  noImage: 0x15,
  badNotepadPage: 0x1c,
  wrongAddress: 0x20,
  verifyFirst: 0x21,
  templateEmpty: 0x22,
  unsupported: 0xfc,
  executionFailed: 0xfe,
} as const;

/** Raw byte of a module that has woken up. */
export const READY_BYTE = 0x55;
/** Raw byte that the edge of the power makes on the line. */
export const POWER_EDGE_BYTE = 0x00;
