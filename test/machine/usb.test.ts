/**
 * Real USB, on a real Linux kernel in an emulated PC: cards typed on a USB keyboard through hidraw and node-hid, fingers
 * at a module behind an FTDI adapter through serialport. Both are pulled out in the middle of what they say and put back.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BadgeValue, DeviceLamp, DevicesValue } from '../../server/contract/screens.ts';
import { until } from '../support/until.ts';
import {
  CARD_READER,
  FINGER_READER,
  FIRST_CARD,
  FIRST_FINGER,
  GUEST_LIMIT_MS,
  openUsbOffice,
  SECOND_CARD,
  SECOND_FINGER,
  type UsbOffice,
} from './usb-office.ts';

/** Length of an acknowledgement without data; that of a search which found something is longer. */
const BARE_ACKNOWLEDGEMENT = 12;
/** Without a finger for this many images: a press has ended and the next one is another. */
const CLEAR_IMAGES = 3;

describe('an entrance on real USB', () => {
  let office: UsbOffice;

  beforeAll(async () => {
    office = await openUsbOffice();
  });
  afterAll(async () => {
    await office?.close();
  });

  const badgeShown = (name: string, by: 'finger' | 'card'): Promise<void> =>
    office.entrance.waitFor(
      'badge',
      (badge: BadgeValue) => badge.name === name && badge.by === by && badge.state === 'on-time',
      GUEST_LIMIT_MS,
    );
  const shown = (deviceId: string, lamp: DeviceLamp, reason: string): Promise<void> =>
    office.entrance.waitFor(
      'devices',
      (devices: DevicesValue) =>
        devices.some(
          (device) => device.deviceId === deviceId && device.lamp === lamp && device.reason === reason,
        ),
      GUEST_LIMIT_MS,
    );
  /** Waits until what the device layer counts is more than it was. */
  const risen = (device: string, prefix: string, before: number): Promise<void> =>
    until(
      `${device} counts more ${prefix} than ${before}`,
      async () => (await office.counted(device, prefix)) > before,
      GUEST_LIMIT_MS,
    );
  const images = async (): Promise<number> =>
    Number((await office.module.ask({ count: true }, 'images'))['images']);
  const glassIsClear = async (): Promise<void> => {
    office.module.send({ lift: true });
    const before = await images();
    await until(
      'the module has looked without a finger',
      async () => (await images()) >= before + CLEAR_IMAGES,
      GUEST_LIMIT_MS,
    );
  };

  it('a card typed on the USB keyboard is 按时 at once, also one that a serial reader would read longer', async () => {
    await shown(CARD_READER, 'unknown', 'unproven');
    await Promise.all([badgeShown('王建国', 'card'), office.presentCard(FIRST_CARD.printed)]);
    await shown(CARD_READER, 'online', 'ok');
  });

  it('a finger enrolled and pressed at the module behind the FTDI adapter is 按时', async () => {
    await shown(FINGER_READER, 'online', 'ok');
    await glassIsClear();
    office.module.send({ press: FIRST_FINGER, hold: 700 });
    await badgeShown('周卫东', 'finger');
  });

  it('both pulled out in mid-frame: offline is shown and nothing is invented', async () => {
    await glassIsClear();
    const before = await office.journalEnd();
    const keys = await office.counted(CARD_READER, 'frames');
    const spoilt = await office.counted(CARD_READER, 'spoilt-numbers');
    const discarded = await office.counted(FINGER_READER, 'discarded-');
    const facts = office.module.facts.length;

    const broken = office.cable().breakInReply(BARE_ACKNOWLEDGEMENT);
    office.module.send({ press: SECOND_FINGER, hold: 600_000 });
    expect(await broken).toBeGreaterThan(0);
    // The module has found the finger; of the reply that says so, half is on the wire.
    await office.module.fact('searched', (page) => page !== null, facts);
    await office.pc.control.type(SECOND_CARD.printed.slice(0, 5));
    await risen(CARD_READER, 'frames', keys);
    await office.pc.control.unplug('keyboard');
    await office.pc.control.unplug('adapter0');

    await shown(CARD_READER, 'offline', 'unplugged');
    await shown(FINGER_READER, 'offline', 'unplugged');
    await risen(CARD_READER, 'spoilt-numbers', spoilt);
    await risen(FINGER_READER, 'discarded-', discarded);
    expect(office.entrance.document['reader']).toEqual({ state: 'down' });
    expect(await office.recordedAfter(before)).toEqual([]);
  });

  it('plugged in again, the other half of the number is nobody', async () => {
    const before = await office.journalEnd();
    office.module.send({ lift: true });
    await office.pc.control.plug('keyboard');
    await office.pc.control.plug('adapter0');
    await office.layCable();
    await shown(CARD_READER, 'unknown', 'unproven');
    await shown(FINGER_READER, 'online', 'ok');
    const spoilt = await office.counted(CARD_READER, 'spoilt-numbers');
    await office.pc.control.type(`${SECOND_CARD.printed.slice(5)}\n`);
    await risen(CARD_READER, 'spoilt-numbers', spoilt);
    await glassIsClear();
    expect(await office.recordedAfter(before)).toEqual([]);
    expect(office.entrance.gaps).toBe(0);
  });

  it('the next badges count', async () => {
    const before = await office.journalEnd();
    await Promise.all([badgeShown('孙志强', 'card'), office.presentCard(SECOND_CARD.printed)]);
    await glassIsClear();
    office.module.send({ press: SECOND_FINGER, hold: 700 });
    await badgeShown('陈静', 'finger');
    const badges = (await office.recordedAfter(before)).filter((line) => line.startsWith('people.badge-'));
    expect(badges).toEqual(['people.badge-recorded p-card-2', 'people.badge-recorded p-finger-2']);
  });

  it('the journal of all this verifies', async () => {
    expect((await office.clerk.send('POST', '/api/journal/verify', {})).status).toBe(202);
    await until(
      'the verification is done',
      async () => JSON.stringify((await office.clerk.get('/api/journal/verify')).body).includes('"ok":true'),
      GUEST_LIMIT_MS,
    );
  });
});
