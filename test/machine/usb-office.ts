/**
 * A small office whose controller is the emulated PC: the built service in the guest, an entrance with a keyboard-wedge
 * card reader on USB and a fingerprint module behind an FTDI adapter, and the people who come through it.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { enrolFinger } from '../support/finger-enrolment.ts';
import { type DeskClient, type LiveScreen, openScreen, signIn } from '../support/office-client.ts';
import { daytimeZone, setToday } from '../support/office-today.ts';
import { type Peer, startPeer } from '../support/peer.ts';
import { PASSWORD, seedOffice } from '../support/seeded-office.ts';
import { until } from '../support/until.ts';
import { bootPc, type EmulatedPc, GUEST_PORT } from './emulated-pc.ts';
import { laySerialCable, type SerialCable } from './serial-cable.ts';

/** Everything in the guest takes its time: an emulated processor on a machine that has other work. */
export const GUEST_LIMIT_MS = 60_000;
export const CARD_READER = 'entrance-card';
export const FINGER_READER = 'entrance-finger';
/** Booting, and loading some thousand files of the service through the emulator. */
const START_LIMIT_MS = 240_000;
/** The service's own port in the guest, where it listens on loopback only, as in an office. */
const SERVICE_PORT = 8420;
/** The guest's clock is set ahead by this, so that it is past the moment of seeding. */
const CLOCK_AHEAD_MS = 60_000;
const TILL_LATE_MS = 30 * 60_000;
const TILL_ABSENT_MS = 40 * 60_000;

/** A card, and what is printed on it: the lower 32 bits in ten digits, which is what a keyboard reader types. */
export const FIRST_CARD = { number: '1F00644BB6', printed: '0006572982' };
export const SECOND_CARD = { number: '0D00319CD0', printed: '0003251408' };
export const FIRST_FINGER = 'right index of 周卫东';
export const SECOND_FINGER = 'right index of 陈静';

const PEOPLE = [
  { personId: 'p-director', name: '李振华', roles: ['director'], username: 'director' },
  { personId: 'p-clerk', name: '张磊', roles: ['attendance-clerk', 'system-admin'], username: 'clerk' },
  { personId: 'p-card-1', name: '王建国', card: FIRST_CARD.number },
  { personId: 'p-card-2', name: '孙志强', card: SECOND_CARD.number },
  { personId: 'p-finger-1', name: '周卫东' },
  { personId: 'p-finger-2', name: '陈静' },
] as const;

const FINGERS = [
  ['p-finger-1', FIRST_FINGER],
  ['p-finger-2', SECOND_FINGER],
] as const;

export interface UsbOffice {
  readonly pc: EmulatedPc;
  readonly module: Peer;
  readonly entrance: LiveScreen;
  readonly clerk: DeskClient;
  /** The cable as it lies now. */
  cable(): SerialCable;
  /** Lays a card on the keyboard reader, by what is printed on it, until the reader has taken it. */
  presentCard(printed: string): Promise<void>;
  /** Takes the old cable away and lays a new one: the module starts anew. */
  layCable(): Promise<void>;
  /** What the journal has recorded after a position besides health of devices and service: `people.badge-recorded p-card-1`. */
  recordedAfter(position: number): Promise<readonly string[]>;
  journalEnd(): Promise<number>;
  /** The device layer's counters whose names begin so, added up, as `/metrics` gives them. */
  counted(device: string, prefix: string): Promise<number>;
  close(): Promise<void>;
}

export async function openUsbOffice(): Promise<UsbOffice> {
  const folder = mkdtempSync(join(tmpdir(), 'dianmao-usb-'));
  const ends: (() => unknown)[] = [() => rmSync(folder, { recursive: true, force: true })];
  const close = async (): Promise<void> => {
    for (let end = ends.pop(); end !== undefined; end = ends.pop()) await end();
  };
  try {
    const office = await open(folder, ends);
    return { ...office, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** `ends` gets what must be undone, in the order of doing. */
async function open(folder: string, ends: (() => unknown)[]): Promise<Omit<UsbOffice, 'close'>> {
  const data = join(folder, 'data');
  const zone = daytimeZone(Date.now());
  await seedOffice({ data, zone, people: PEOPLE });
  const module = await startPeer('fingerprint_module', ['--listen', '0']);
  ends.push(() => module.stop());
  const pc = await bootPc({
    clock: new Date(Date.now() + CLOCK_AHEAD_MS).toISOString().slice(0, 19),
    command: (origin) => {
      const config = join(folder, 'dianmao.yaml');
      writeFileSync(config, installation(zone, data, origin));
      return [
        `socat TCP-LISTEN:${GUEST_PORT},fork,reuseaddr TCP:127.0.0.1:${SERVICE_PORT} &`,
        `exec node dist/server/main.js --config '${config}'`,
      ].join('\n');
    },
  });
  ends.push(() => pc.stop());
  const laid = { cable: await layCable(pc, module) };
  ends.push(() => laid.cable.close());
  await started(pc);
  const { origin } = pc;
  const clerk = await signIn(origin, 'clerk', PASSWORD);
  const director = await signIn(origin, 'director', PASSWORD);
  const entrance = await openScreen(origin, 'entrance');
  ends.push(() => entrance.close());
  for (const [personId, finger] of FINGERS) {
    const reader = { peer: module, deviceId: FINGER_READER, limitMs: GUEST_LIMIT_MS };
    await enrolFinger({ origin, clerk, personId, finger, ...reader });
  }
  const nowMs = Date.now();
  const edges = { lateFromMs: nowMs + TILL_LATE_MS, absentFromMs: nowMs + TILL_ABSENT_MS };
  await setToday(zone, edges, clerk, director);
  return {
    pc,
    module,
    entrance,
    clerk,
    cable: () => laid.cable,
    layCable: async () => {
      laid.cable.close();
      laid.cable = await layCable(pc, module);
    },
    presentCard: (printed) => presentCard(pc, clerk, entrance, printed),
    recordedAfter: async (position) => (await journalAfter(director, position)).recorded,
    journalEnd: async () => (await journalAfter(director, 0)).end,
    counted: (device, prefix) => countedBy(clerk, device, prefix),
  };
}

async function layCable(pc: EmulatedPc, module: Peer): Promise<SerialCable> {
  const { listening } = await module.fact('listening');
  return laySerialCable(pc.serial, Number(listening));
}

/** The console is watched rather than the port: each attempt to connect would cost the guest a process. */
async function started(pc: EmulatedPc): Promise<void> {
  try {
    await until(
      'the service in the guest has started',
      () => /Dianmao is running/.test(pc.output()),
      START_LIMIT_MS,
    );
  } catch (error) {
    throw new Error(`${String(error)}; the console says:\n${pc.output()}`, { cause: error });
  }
}

function installation(zone: string, data: string, origin: string): string {
  return `
office: { name: 肥城市人民政府办公室, zone: ${zone} }
server: { port: ${SERVICE_PORT}, dataDirectory: ${data}, allowedOrigins: ['${origin}'] }
stations:
  - { id: entrance-1, kind: entrance, name: 一楼大厅 }
readers:
  - id: ${FINGER_READER}
    station: entrance-1
    name: 指纹机
    model: r503
    address: 'serial:///dev/ttyUSB0?baudRate=57600'
  - { id: ${CARD_READER}, station: entrance-1, name: 读卡器, model: wedge, address: 'hid://0627:0001', format: dez10 }
`;
}

const JOURNAL_PAGE = 500;
/** What devices and service say of themselves; a starved emulator makes the service late, which it records. */
const OWN_HEALTH = /^(stations|system)\./;

async function journalAfter(
  reader: DeskClient,
  position: number,
): Promise<{ readonly recorded: readonly string[]; readonly end: number }> {
  const recorded: string[] = [];
  let end = position;
  for (let from: number | undefined = position + 1; from !== undefined;) {
    const { status, body } = await reader.get(`/api/journal?from=${from}&limit=${JOURNAL_PAGE}`);
    if (status !== 200 || !isJournalPage(body))
      throw new Error(`no journal: ${status} ${JSON.stringify(body)}`);
    const events = body.events.filter(({ type }) => !OWN_HEALTH.test(type));
    recorded.push(...events.map(({ type, data }) => `${type} ${data.personId ?? ''}`.trimEnd()));
    end = body.position;
    from = body.next;
  }
  return { recorded, end };
}

interface JournalPage {
  readonly events: readonly { readonly type: string; readonly data: { readonly personId?: string } }[];
  readonly position: number;
  readonly next?: number;
}

function isJournalPage(body: unknown): body is JournalPage {
  return typeof body === 'object' && body !== null && 'events' in body && Array.isArray(body.events);
}

/** A key down and a key up are a report each; Enter ends the number. */
const REPORTS_PER_KEY = 2;
/** Nothing more comes of a card from which nothing has come for this long. */
const QUIET_MS = 3000;
const PRESENTATIONS_MAX = 10;

/**
 * A number with a pause of more than 100 ms in it is thrown away, and an emulator short of processor time makes such
 * pauses. Then the card is presented again, as its holder would: once all that was typed has come to its end. While
 * keys are on their way only the screen is watched, here: asking the guest would cost it the time that it needs.
 */
async function presentCard(
  pc: EmulatedPc,
  clerk: DeskClient,
  entrance: LiveScreen,
  printed: string,
): Promise<void> {
  const keys = `${printed}\n`;
  const cards = await countedBy(clerk, CARD_READER, 'cards');
  for (let presentation = 0; presentation < PRESENTATIONS_MAX; presentation += 1) {
    let frames = await countedBy(clerk, CARD_READER, 'frames');
    const due = frames + keys.length * REPORTS_PER_KEY;
    const badge = entrance.document['badge'];
    await pc.control.type(keys);
    for (let ended = false; !ended;) {
      const sinceMs = Date.now();
      await until(
        'the entrance has answered, or is quiet',
        () => entrance.document['badge'] !== badge || Date.now() - sinceMs > QUIET_MS,
      );
      if ((await countedBy(clerk, CARD_READER, 'cards')) > cards) return;
      const now = await countedBy(clerk, CARD_READER, 'frames');
      ended = now >= due || now === frames;
      frames = now;
    }
  }
  throw new Error(`the reader did not take ${printed} in ${PRESENTATIONS_MAX} presentations`);
}

async function countedBy(clerk: DeskClient, device: string, prefix: string): Promise<number> {
  const { status, body } = await clerk.get('/metrics');
  if (status !== 200) throw new Error(`no metrics: ${status}`);
  return String(body)
    .split('\n')
    .filter((line) => line.startsWith(`dianmao_device_counter{device="${device}",counter="${prefix}`))
    .reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0);
}
