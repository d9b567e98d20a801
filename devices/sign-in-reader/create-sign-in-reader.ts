/** Makes the driver for a configured reader. */
import type { ReaderConfiguration } from '../configuration.ts';
import { DeviceError } from '../device-error.ts';
import type { Device } from '../device.ts';
import { CardReader } from './card-reader.ts';
import type { SignInReaderDependencies } from './dependencies.ts';
import { FingerprintReader } from './fingerprint-reader.ts';
import { readerModel } from './models.ts';

/**
 * A reader, not started. Throws `DeviceError` DEVICE_MODEL_UNKNOWN, `BridgeError` BRIDGE_ADDRESS_INVALID, or RangeError
 * where the environment variable with the module's password is missing or no password.
 */
export function createSignInReader(
  configuration: ReaderConfiguration,
  dependencies: SignInReaderDependencies,
): Device {
  const model = readerModel(configuration.model);
  if (model === undefined) {
    throw new DeviceError(
      'DEVICE_MODEL_UNKNOWN',
      `no sign-in reader of model ${configuration.model} is known`,
    );
  }
  if (model.kind === 'card') return new CardReader({ configuration, model, dependencies });
  return new FingerprintReader({
    configuration,
    model,
    password: passwordOf(configuration, dependencies),
    dependencies,
  });
}

function passwordOf({ passwordEnv }: ReaderConfiguration, { environment }: SignInReaderDependencies): number {
  if (passwordEnv === undefined) return 0;
  const text = environment(passwordEnv) ?? '';
  if (!/^[0-9A-Fa-f]{8}$/.test(text)) {
    throw new RangeError(
      `the environment variable ${passwordEnv} must hold the module's password, 8 hex digits`,
    );
  }
  return Number.parseInt(text, 16);
}
