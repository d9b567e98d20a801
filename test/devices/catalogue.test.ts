/** The catalogue as data, and the udev rules printed from it. */
import { describe, expect, it } from 'vitest';
import {
  CATALOGUE,
  catalogueEntry,
  SERIAL_ADAPTERS,
  udevRules,
  type DevicesConfiguration,
} from '../../devices/index.ts';

const NOTHING: DevicesConfiguration = { readers: [], boards: [], lines: [], cabinets: [] };

describe('catalogue', () => {
  it('names each model once, in Chinese too', () => {
    expect(new Set(CATALOGUE.map(({ model }) => model)).size).toBe(CATALOGUE.length);
    for (const entry of CATALOGUE) expect(entry.nameZh, entry.model).toMatch(/\p{Script=Han}/u);
  });

  it('has every model that the configuration may name', () => {
    const models = ['r503', 'r30x', 'zfm-20', 'as608', 'rdm6300', 'id-12', 'em4100-raw-checksum', 'wedge'];
    for (const model of [...models, 'waveshare-io-8ch', 'waveshare-relay-8ch-d'])
      expect(catalogueEntry(model)).toBeDefined();
    expect(catalogueEntry('no-such')).toBeUndefined();
  });

  it('says which readers are silent when dead and which need a format', () => {
    expect(catalogueEntry('r503')).toMatchObject({
      silentWhenDead: false,
      needsFormat: false,
      wires: ['serial', 'tcp'],
    });
    expect(catalogueEntry('rdm6300')).toMatchObject({
      silentWhenDead: true,
      kind: 'card-reader',
      baudRate: 9600,
    });
    expect(catalogueEntry('wedge')).toMatchObject({
      silentWhenDead: true,
      needsFormat: true,
      wires: ['hid'],
    });
  });

  it('gives a board its points', () => {
    expect(catalogueEntry('waveshare-io-8ch')).toMatchObject({ kind: 'io-board', inputs: 8, outputs: 8 });
  });
});

describe('udev rules', () => {
  const rules = udevRules({ group: 'dianmao' });

  it('give the group every serial adapter and keep ModemManager off it', () => {
    for (const { vendorId, productId } of SERIAL_ADAPTERS) {
      const match = `ATTRS{idVendor}=="${vendorId}", ATTRS{idProduct}=="${productId}"`;
      expect(rules).toContain(
        `SUBSYSTEM=="tty", ${match}, GROUP="dianmao", MODE="0660", ENV{ID_MM_DEVICE_IGNORE}="1"`,
      );
    }
  });

  it('open the wedge reader through hidraw and take it from the desktop', () => {
    const match = 'ATTRS{idVendor}=="ffff", ATTRS{idProduct}=="0035"';
    expect(rules).toContain(`SUBSYSTEM=="hidraw", ${match}, GROUP="dianmao", MODE="0660"`);
    expect(rules).toContain(
      `SUBSYSTEM=="input", KERNEL=="event*", ${match}, ENV{LIBINPUT_IGNORE_DEVICE}="1"`,
    );
  });

  it('cover the readers of the configuration, in lower case, each identity once', () => {
    const reader = { station: 'entrance', name: '', model: 'wedge', countsForSignIn: true } as const;
    const printed = udevRules({
      group: 'dianmao',
      configuration: {
        ...NOTHING,
        readers: [
          { ...reader, id: 'a', address: 'hid://16C0:05DF/SERIAL' },
          { ...reader, id: 'b', address: 'hid://16c0:05df/OTHER' },
          { ...reader, id: 'c', address: 'hid://ffff:0035' },
          { ...reader, id: 'd', model: 'r503', address: 'serial:///dev/ttyUSB0' },
        ],
      },
    });
    expect(printed.match(/SUBSYSTEM=="hidraw"/g)).toHaveLength(2);
    expect(printed).toContain('ATTRS{idVendor}=="16c0", ATTRS{idProduct}=="05df"');
  });

  it('every line is a rule, a comment or empty', () => {
    for (const line of rules.trimEnd().split('\n'))
      expect(line).toMatch(/^$|^#|^SUBSYSTEM=="(usb|tty|hidraw|input)", /);
  });

  it('a group that could end the rule is refused', () => {
    expect(() => udevRules({ group: 'x", RUN+="/bin/sh' })).toThrow(RangeError);
  });
});
