/** Flags of the service itself. Unknown flags and values out of form are refused with what would be right. */
import { parseArgs } from 'node:util';
import { parseDemoClock } from '../demo-clock.ts';
import { OperatorError } from '../operator-error.ts';
import { inWords } from './flag-words.ts';

export interface ServiceFlags {
  readonly config: string | undefined;
  readonly checkConfig: boolean;
  readonly data: string | undefined;
  readonly port: number | undefined;
  readonly noDemo: boolean;
  readonly demoClock: { readonly date: string; readonly time: string; readonly speed: number } | undefined;
  readonly help: boolean;
}

export const SERVICE_HELP = `用法 Usage: npm start -- [flags]
  --config FILE                 安装配置文件；不给则为虚拟办公室 installation file; without it, virtual hardware
  --check-config                只检查配置 check the file and end
  --data DIRECTORY              数据目录 data directory
  --port NUMBER                 端口，0 为任意空闲端口 port; 0 takes a free one
  --no-demo                     不要演示办公室和演示时钟 virtual hardware, no demo office, true time
  --demo-clock START/SPEEDx     演示时钟，例 2026-11-20T07:45/1x demo clock
  --help                        本说明 this help
详见 See docs/configuration.md.`;

const OPTIONS = {
  config: { type: 'string' },
  'check-config': { type: 'boolean', default: false },
  data: { type: 'string' },
  port: { type: 'string' },
  'no-demo': { type: 'boolean', default: false },
  'demo-clock': { type: 'string' },
  help: { type: 'boolean', default: false },
} as const;

/** Throws `OperatorError`. */
export function parseServiceFlags(args: readonly string[]): ServiceFlags {
  const { values } = inWords(() =>
    parseArgs({ args: [...args], strict: true, allowPositionals: false, options: OPTIONS }),
  );
  const demoText = values['demo-clock'];
  const demoClock = demoText === undefined ? undefined : parseDemoClock(demoText);
  if (demoText !== undefined && demoClock === undefined) {
    throw new OperatorError('--demo-clock 须写作 2026-11-20T07:45/1x，倍速 1 至 60，服务未启动。');
  }
  if (demoClock !== undefined && values['no-demo'])
    throw new OperatorError('--demo-clock 与 --no-demo 不能同时用，服务未启动。');
  return {
    config: values.config,
    checkConfig: values['check-config'],
    data: values.data,
    port: portOf(values.port),
    noDemo: values['no-demo'],
    demoClock,
    help: values.help,
  };
}

function portOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Infinity;
  if (port > 65_535) throw new OperatorError('--port 须为 0 至 65535 的整数，服务未启动。');
  return port;
}
