/** What can go wrong between us and a device, by stable code. `docs/errors.md` says what the operator does. */
export const BRIDGE_ERROR_CODES = {
  BRIDGE_ADDRESS_INVALID: 'the device address cannot be understood',
  BRIDGE_OPEN_FAILED: 'the wire could not be opened',
  BRIDGE_NOT_OPEN: 'the wire is not open',
  BRIDGE_WRITE_FAILED: 'bytes could not be written',
  BRIDGE_REPLY_TIMEOUT: 'the device did not reply in time',
  BRIDGE_REPLY_MALFORMED: 'the device replied with something that cannot be understood',
  BRIDGE_REFUSED: 'the device refused the command',
  BRIDGE_WITHDRAWN: 'the command was taken back before a byte of it was sent',
  BRIDGE_BUSY: 'too many requests are waiting for the wire',
  BRIDGE_DISCONNECTED: 'the wire was lost while waiting for the reply',
} as const;

export type BridgeErrorCode = keyof typeof BRIDGE_ERROR_CODES;

export interface BridgeErrorOptions {
  readonly retryable?: boolean;
  readonly cause?: unknown;
  readonly context?: Readonly<Record<string, string | number | boolean>>;
}

export class BridgeError extends Error {
  override readonly name = 'BridgeError';
  readonly code: BridgeErrorCode;
  readonly retryable: boolean;
  readonly context: Readonly<Record<string, string | number | boolean>>;

  constructor(code: BridgeErrorCode, message: string, options: BridgeErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.retryable = options.retryable ?? false;
    this.context = options.context ?? {};
  }
}
