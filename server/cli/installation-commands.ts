/** `check-config` and `devices`: what is written in the file, and what is plugged in. */
import { parseArgs } from 'node:util';
import { CATALOGUE, SERIAL_ADAPTERS, udevRules } from '../../devices/index.ts';
import { UsageError } from '../operator-error.ts';
import { configurationFor, EXIT_DONE, INSTALLATION_FLAGS, type Command } from './command.ts';
import { inWords } from './flag-words.ts';

export const CHECK_CONFIG: Command = {
  name: 'check-config',
  usage: '[--config FILE]',
  summaryZh: '检查安装配置，列出全部错误',
  summaryEn: 'check the installation file and list every mistake',
  run: async (args, context) => {
    const { values } = inWords(() => parseArgs({ args: [...args], options: INSTALLATION_FLAGS }));
    const { devices, stations, virtual } = configurationFor(values, context);
    context.terminal.print(
      `配置无误 The configuration is good: ${values.config ?? '内置虚拟办公室 built-in virtual office'}（` +
        `${stations.length} 个站点，${devices.readers.length} 个读卡器或指纹机，${devices.lines.length} 条电话线，` +
        `${devices.cabinets.length} 个印章柜${virtual ? '，全部虚拟' : ''}）`,
    );
    return EXIT_DONE;
  },
};

interface Plugged {
  readonly address: string;
  readonly vendorId: string | undefined;
  readonly productId: string | undefined;
  readonly label: string;
  readonly kind: 'serial' | 'hid';
}

export const DEVICES: Command = {
  name: 'devices',
  usage: '[--config FILE] [--udev GROUP]',
  summaryZh: '列出插着的串口和 USB 读卡器及适用的型号；--udev 打印 udev 规则',
  summaryEn: 'list what is plugged in and which model fits; --udev prints udev rules for a group',
  run: async (args, context) => {
    const options = { ...INSTALLATION_FLAGS, udev: { type: 'string' } } as const;
    const { values } = inWords(() => parseArgs({ args: [...args], options }));
    if (values.udev !== undefined) {
      const { devices } = configurationFor(values, context);
      context.terminal.print(rulesFor(values.udev, devices));
      return EXIT_DONE;
    }
    const lists = [await serialPorts(context.terminal.print), await hidDevices(context.terminal.print)];
    const plugged = lists.flatMap((list) => list ?? []);
    if (plugged.length === 0 && !lists.includes(undefined))
      context.terminal.print('没有插着串口设备或 USB 读卡器 Nothing is plugged in.');
    for (const device of plugged) context.terminal.print(describe(device));
    return EXIT_DONE;
  },
};

function rulesFor(group: string, configuration: Parameters<typeof udevRules>[0]['configuration']): string {
  try {
    return udevRules({ group, ...(configuration === undefined ? {} : { configuration }) });
  } catch (cause) {
    if (cause instanceof RangeError)
      throw new UsageError(`--udev 后须是 Unix 用户组名，例 office，未打印。`, { cause });
    throw cause;
  }
}

/** serialport asks udevadm; without it the USB readers are still worth listing. `undefined` where it cannot tell. */
async function serialPorts(print: (line: string) => void): Promise<readonly Plugged[] | undefined> {
  try {
    const { SerialPort } = await import('serialport');
    const ports = await SerialPort.list();
    return ports
      .filter(({ vendorId }) => vendorId !== undefined)
      .map(({ path, vendorId, productId, manufacturer, serialNumber }) => ({
        kind: 'serial',
        address: `serial://${path}`,
        vendorId: vendorId?.toLowerCase(),
        productId: productId?.toLowerCase(),
        label: [manufacturer, serialNumber].filter(Boolean).join(' '),
      }));
  } catch (cause) {
    print(
      `串口无法列出 Serial ports cannot be listed: ${cause instanceof Error ? cause.message : String(cause)}`,
    );
    return undefined;
  }
}

/** node-hid needs libusb and libudev; without them the serial ports are still worth listing. */
async function hidDevices(print: (line: string) => void): Promise<readonly Plugged[] | undefined> {
  try {
    const { devicesAsync } = await import('node-hid');
    const found = await devicesAsync();
    return found.map(({ vendorId, productId, product, serialNumber }) => {
      const [vendor, model] = [hex4(vendorId), hex4(productId)];
      const serial = serialNumber === undefined || serialNumber === '' ? '' : `/${serialNumber}`;
      return {
        kind: 'hid',
        address: `hid://${vendor}:${model}${serial}`,
        vendorId: vendor,
        productId: model,
        label: product ?? '',
      };
    });
  } catch (cause) {
    print(
      `USB 读卡器无法列出 HID devices cannot be listed: ${cause instanceof Error ? cause.message : String(cause)}`,
    );
    return undefined;
  }
}

function describe({ address, vendorId, productId, label, kind }: Plugged): string {
  const known = CATALOGUE.filter((entry) =>
    entry.usb.some((usb) => usb.vendorId === vendorId && usb.productId === productId),
  );
  const adapter = SERIAL_ADAPTERS.find((usb) => usb.vendorId === vendorId && usb.productId === productId);
  const behind = CATALOGUE.filter(({ wires }) => wires.includes('serial')).map(({ model }) => model);
  const fits =
    known.length > 0
      ? `型号 model: ${known.map(({ model, nameZh }) => `${model}（${nameZh}）`).join('、')}`
      : adapter !== undefined
        ? `转接器 adapter ${adapter.name}，其后可为 behind it: ${behind.join('、')}`
        : kind === 'serial'
          ? `未知转接器 unknown adapter，其后可为 behind it: ${behind.join('、')}`
          : '目录中没有 not in the catalogue（键盘式读卡器可用 a keyboard reader may still work: wedge）';
  return `${address}  [${vendorId ?? '?'}:${productId ?? '?'}] ${label}\n    ${fits}`;
}

function hex4(value: number): string {
  return value.toString(16).padStart(4, '0');
}
