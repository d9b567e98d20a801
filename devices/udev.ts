/**
 * Prints the udev rules of an installation from the catalogue: who may open the devices, that ModemManager leaves
 * serial readers alone, and that a keyboard-wedge reader does not type into the desktop. Pure text; printed by the
 * command line, installed by the administrator as 70-dianmao.rules (before 73-seat-late.rules).
 */
import { CATALOGUE, SERIAL_ADAPTERS } from './catalogue.ts';
import type { DevicesConfiguration } from './configuration.ts';

export interface UdevOptions {
  /** Unix group that the service runs in; it gets read and write. */
  readonly group: string;
  /** Its `hid://` addresses add the identities of readers that the catalogue does not know. */
  readonly configuration?: DevicesConfiguration;
}

interface Identity {
  readonly name: string;
  readonly vendorId: string;
  readonly productId: string;
}

/** Unix groups as shadow-utils allows them; anything else could end the rule early. */
const GROUP = /^[a-z_][a-z0-9_-]{0,31}$/;
const HID_ADDRESS = /^hid:\/\/([0-9a-f]{4}):([0-9a-f]{4})/i;

/** Throws `RangeError` for a group name that Linux would not take. */
export function udevRules(options: UdevOptions): string {
  if (!GROUP.test(options.group)) throw new RangeError(`not a Unix group: ${options.group}`);
  const access = `GROUP="${options.group}", MODE="0660"`;
  const lines = [
    '# Dianmao: devices of the office. Install as /etc/udev/rules.d/70-dianmao.rules, then: udevadm control --reload',
    '',
    '# Serial and RS-485 adapters. ModemManager would talk to what is behind them.',
    ...SERIAL_ADAPTERS.flatMap((adapter) => serialRules(adapter, access)),
    '',
    '# Keyboard-wedge card readers: opened through hidraw, taken from the desktop. The text console still hears them.',
    ...wedges(options.configuration).flatMap((wedge) => wedgeRules(wedge, access)),
  ];
  return `${lines.join('\n')}\n`;
}

function serialRules(adapter: Identity, access: string): readonly string[] {
  return [
    `# ${adapter.name}`,
    `SUBSYSTEM=="usb", ${match(adapter, 'ATTR')}, ENV{ID_MM_DEVICE_IGNORE}="1"`,
    `SUBSYSTEM=="tty", ${match(adapter, 'ATTRS')}, ${access}, ENV{ID_MM_DEVICE_IGNORE}="1"`,
  ];
}

function wedgeRules(wedge: Identity, access: string): readonly string[] {
  return [
    `# ${wedge.name}`,
    `SUBSYSTEM=="hidraw", ${match(wedge, 'ATTRS')}, ${access}`,
    `SUBSYSTEM=="input", KERNEL=="event*", ${match(wedge, 'ATTRS')}, ENV{LIBINPUT_IGNORE_DEVICE}="1"`,
  ];
}

function match({ vendorId, productId }: Identity, key: 'ATTR' | 'ATTRS'): string {
  return `${key}{idVendor}=="${vendorId}", ${key}{idProduct}=="${productId}"`;
}

function wedges(configuration: DevicesConfiguration | undefined): readonly Identity[] {
  const known = CATALOGUE.filter((entry) => entry.wires.includes('hid')).flatMap((entry) =>
    entry.usb.map(({ vendorId, productId }): Identity => ({ name: entry.nameEn, vendorId, productId })),
  );
  const configured = (configuration?.readers ?? []).flatMap(({ id, address }): Identity[] => {
    const [, vendorId, productId] = HID_ADDRESS.exec(address) ?? [];
    if (vendorId === undefined || productId === undefined) return [];
    return [
      {
        name: `${id} in the configuration`,
        vendorId: vendorId.toLowerCase(),
        productId: productId.toLowerCase(),
      },
    ];
  });
  const seen = new Set<string>();
  return [...known, ...configured].filter(({ vendorId, productId }) => {
    const key = `${vendorId}:${productId}`;
    return !seen.has(key) && seen.add(key).size > 0;
  });
}
