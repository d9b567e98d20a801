/** What the device layer refuses, by stable code. `docs/errors.md` says what the operator does. */
export const DEVICE_ERROR_CODES = {
  DEVICE_UNKNOWN: 'no such device is configured',
  DEVICE_MODEL_UNKNOWN: 'the catalogue has no such model',
  DEVICE_COMMAND_UNSUPPORTED: 'this device cannot do that',
  DEVICE_BUSY: 'the device is busy with another request',
  DEVICE_OFFLINE: 'the device is not connected',
} as const;

export type DeviceErrorCode = keyof typeof DEVICE_ERROR_CODES;

export class DeviceError extends Error {
  override readonly name = 'DeviceError';
  readonly code: DeviceErrorCode;
  readonly retryable: boolean;

  constructor(
    code: DeviceErrorCode,
    message: string,
    options: { retryable?: boolean; cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.retryable = options.retryable ?? false;
  }
}
