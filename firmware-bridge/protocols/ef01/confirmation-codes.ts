/**
 * What the module says about a command: the first byte of every acknowledgement (hardware notes §1.3; ZFM-20 manual
 * and R503 manual p. 15). Some libraries reuse FE and FF for "bad packet" and "timeout": ours never does, what happens
 * on the wire is a `BridgeError`.
 */
export const CONFIRMATION_CODES = {
  0x00: 'ok',
  0x01: 'packet-receive-error',
  0x02: 'no-finger',
  0x03: 'image-failed',
  0x06: 'image-too-messy',
  0x07: 'too-few-features',
  0x08: 'no-match',
  0x09: 'not-found',
  0x0a: 'merge-failed',
  0x0b: 'page-out-of-range',
  0x0c: 'template-invalid',
  0x0d: 'template-upload-failed',
  0x0e: 'data-packets-refused',
  0x0f: 'image-upload-failed',
  0x10: 'delete-failed',
  0x11: 'empty-failed',
  0x13: 'wrong-password',
  0x15: 'no-primary-image',
  0x18: 'flash-error',
  0x19: 'undefined-error',
  0x1a: 'invalid-register',
  0x1b: 'bad-register-configuration',
  0x1c: 'bad-notepad-page',
  0x1d: 'port-failure',
  0x1f: 'library-full',
  0x20: 'wrong-address',
  0x21: 'password-required',
  0x22: 'template-empty',
  0x24: 'library-empty',
  0x26: 'timeout',
  0x27: 'finger-already-enrolled',
  0x29: 'sensor-hardware-error',
  0xfc: 'unsupported-command',
  0xfd: 'hardware-error',
  0xfe: 'execution-failed',
} as const;

export type Confirmation = (typeof CONFIRMATION_CODES)[keyof typeof CONFIRMATION_CODES];
/** A confirmation other than `ok`. */
export type Refusal = Exclude<Confirmation, 'ok'>;

const BY_CODE: ReadonlyMap<number, Confirmation> = new Map(
  Object.entries(CONFIRMATION_CODES).map(([code, confirmation]) => [Number(code), confirmation]),
);

/** Undefined for a code that no manual read here names. */
export function confirmationOf(code: number): Confirmation | undefined {
  return BY_CODE.get(code);
}
