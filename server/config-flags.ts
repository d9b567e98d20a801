/** The configuration with the flags of this start laid over it. */
import { resolve } from 'node:path';
import type { ServiceFlags } from './cli/service-flags.ts';
import { ConfigError } from './config-error.ts';
import type { Configuration } from './config.ts';

/** Throws `ConfigError` where a demo clock is asked for with real devices. */
export function withFlags(configuration: Configuration, flags: ServiceFlags): Configuration {
  const { demoClock, noDemo, data, port } = flags;
  if (demoClock !== undefined && !configuration.virtual) {
    throw new ConfigError(configuration.file ?? '', [
      {
        code: 'CONFIG_DEMO_WITH_REAL',
        path: '--demo-clock',
        message: '接有真实设备时不得使用演示时钟，请去掉此项',
      },
    ]);
  }
  const clock =
    demoClock === undefined
      ? configuration.demo?.clock
      : { start: `${demoClock.date}T${demoClock.time}`, speed: demoClock.speed };
  const demo = clock === undefined && configuration.demo === undefined ? undefined : { clock };
  return {
    ...configuration,
    server: {
      ...configuration.server,
      ...(data === undefined ? {} : { dataDirectory: resolve(data) }),
      ...(port === undefined ? {} : { port }),
    },
    demo: noDemo ? undefined : demo,
  };
}
