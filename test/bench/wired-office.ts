/**
 * An office with all its stations on wires whose far ends are in this process: entrance (module on TCP, ID-12 reader on
 * a PTY), duty desk and cabinet (board at 9600 baud, module and card reader on TCP). All bytes are paced; one monotonic
 * clock times both ends.
 */
import { join } from 'node:path';
import { CARD_READER_MODELS, CardReader } from '../../devices/virtual/card-reader.ts';
import { FINGERPRINT_MODELS } from '../../devices/virtual/fingerprint-models.ts';
import { FingerprintModule } from '../../devices/virtual/fingerprint-module.ts';
import { seededRandom } from '../../devices/virtual/seeded-random.ts';
import { Wire } from '../../devices/virtual/wire.ts';
import { SystemClock } from '../../server/system-clock.ts';
import { type DeskClient, fieldOf, openScreen, signIn } from '../support/office-client.ts';
import { daytimeZone } from '../support/office-today.ts';
import { openPtyPair, type PtyPair } from '../support/pty.ts';
import { PASSWORD, seedOffice } from '../support/seeded-office.ts';
import { type Service, startService } from '../support/service.ts';
import { until } from '../support/until.ts';
import { cardOf, nameOf, personIdOf, workdayFacts } from './large-office.ts';
import { tap, type Tap } from './tap.ts';
import { TimedBoard } from './timed-board.ts';

const STAFF = 100;
export const CUSTODIAN_CARD = '0D00319CD0';
export const CUSTODIAN_FINGER = 'right index of the custodian';
const FINGER_BAUD = 57_600;
/** An acknowledgement of Search: header, address, kind, length, code, page, score, sum. */
const SEARCH_ACK_LENGTH = 16;
const SEARCH = 0x04;
const INSTRUCTION_AT = 9;

export class WiredOffice {
  readonly clock = new SystemClock();
  readonly board = new TimedBoard(this.clock);
  readonly entranceCable: PtyPair;
  readonly entranceFinger = newModule(this.clock);
  readonly cabinetFinger = newModule(this.clock);
  readonly cabinetCard = newCardReader(this.clock);
  /** When the last byte of the cabinet module's latest answer to a search had passed, monotonic ms. */
  searchAckAtMs = 0;
  readonly #data: string;
  readonly #zone: string;
  #tap: Tap | undefined;

  private constructor(data: string, zone: string, cable: PtyPair) {
    this.#data = data;
    this.#zone = zone;
    this.entranceCable = cable;
  }

  static async open(folder: string): Promise<WiredOffice> {
    const [data, zone] = [join(folder, 'wired'), daytimeZone(Date.now())];
    const staff = Array.from({ length: STAFF }, (_, number) => ({
      personId: personIdOf(number),
      name: nameOf(number),
      card: cardOf(number),
    }));
    await seedOffice({
      data,
      zone,
      people: [
        { personId: 'p-director', name: '李振华', roles: ['director'], username: 'director' },
        { personId: 'p-clerk', name: '张磊', roles: ['attendance-clerk', 'system-admin'], username: 'clerk' },
        { personId: 'p-custodian', name: '陈静', roles: ['seal-custodian'], card: CUSTODIAN_CARD },
        { personId: 'p-applicant', name: '王建国', username: 'applicant' },
        ...staff,
      ],
      facts: workdayFacts(zone),
    });
    const office = new WiredOffice(data, zone, await openPtyPair());
    const { board, cabinetFinger, cabinetCard, entranceFinger } = office;
    for (const wire of [board.wire, cabinetFinger.wire, cabinetCard.wire, entranceFinger.wire])
      await wire.plug();
    office.#tap = await office.#tapSearches(cabinetFinger.wire.port);
    return office;
  }

  /** Starts the service on what the office has by now. */
  start(): Promise<Service> {
    const { board, cabinetCard, entranceCable, entranceFinger } = this;
    const at = (port: number | undefined, baud: number): string =>
      `tcp://127.0.0.1:${port ?? 0}?baudRate=${baud}`;
    return startService({
      data: this.#data,
      config: `
office: { name: 肥城市人民政府办公室, zone: ${this.#zone} }
server: { port: 0, dataDirectory: ${this.#data} }
stations:
  - { id: entrance-1, kind: entrance, name: 一楼大厅 }
  - { id: duty-1, kind: duty, name: 值班室 }
  - { id: cabinet-1, kind: cabinet, name: 印章柜 }
readers:
  - { id: entrance-finger, station: entrance-1, name: 指纹机, model: r503, address: '${at(entranceFinger.wire.port, FINGER_BAUD)}' }
  - { id: entrance-card, station: entrance-1, name: 读卡器, model: id-12, address: 'serial://${entranceCable.host}?baudRate=9600' }
  - { id: cabinet-finger, station: cabinet-1, name: 指纹机, model: r503, address: '${at(this.#tap?.port, FINGER_BAUD)}' }
  - { id: cabinet-card, station: cabinet-1, name: 读卡器, model: rdm6300, address: '${at(cabinetCard.wire.port, 9600)}' }
boards:
  - { id: board-1, name: 控制板, model: waveshare-io-8ch, address: '${at(board.wire.port, 9600)}', unit: 1 }
lines:
  - { id: line-1, station: duty-1, name: 一线, number: 0538-000 8001, ring: board-1/in/0, hook: board-1/in/1 }
cabinets:
  - id: seals
    station: cabinet-1
    name: 印章柜
    coil: board-1/out/0
    door: board-1/in/2
    lock: board-1/in/3
    slots: [board-1/in/4, board-1/in/5, board-1/in/6, board-1/in/7]
`,
    });
  }

  async close(): Promise<void> {
    this.#tap?.stop();
    const { board, cabinetFinger, cabinetCard, entranceFinger } = this;
    for (const wire of [board.wire, cabinetFinger.wire, cabinetCard.wire, entranceFinger.wire]) wire.unplug();
    board.cabinet.stop();
    await this.entranceCable.stop();
  }

  #tapSearches(port: number): Promise<Tap> {
    let ackBytesLeft = 0;
    return tap(port, {
      toDevice: (bytes) => {
        if (bytes[INSTRUCTION_AT] === SEARCH) ackBytesLeft = SEARCH_ACK_LENGTH;
      },
      toHost: (bytes, atMs) => {
        if (ackBytesLeft <= 0) return;
        ackBytesLeft -= bytes.length;
        if (ackBytesLeft <= 0) this.searchAckAtMs = atMs;
      },
    });
  }
}

/** Enrols the custodian's finger over the wire and has the day's wait at the cabinet waived; returns an approved use. */
export async function prepareOpenings(office: WiredOffice, service: Service): Promise<string> {
  const { origin } = service;
  const director = await signIn(origin, 'director', PASSWORD);
  const clerk = await signIn(origin, 'clerk', PASSWORD);
  const applicant = await signIn(origin, 'applicant', PASSWORD);
  await enrolCustodian(office, origin, clerk, director);
  await clerk.request('people.waive-identity-wait', { personId: 'p-custodian', reason: '测量' });
  await director.request('people.confirm-waiver', { personId: 'p-custodian' });
  const asked = await applicant.request('seals.request-use', {
    itemIds: ['seal-office'],
    title: '关于测量开柜用时的通知',
    kind: 'office-document',
    copies: 1,
    unit: '秘书科',
    handledBy: '王建国',
    phone: '8001',
  });
  const requestId = fieldOf(asked, 'requestId');
  await director.request('seals.decide', { requestId, decision: 'approve', remark: '' });
  return requestId;
}

async function enrolCustodian(
  office: WiredOffice,
  origin: string,
  clerk: DeskClient,
  witness: DeskClient,
): Promise<void> {
  const desk = await openScreen(origin, 'desk', { cookie: clerk.cookie });
  const asked = {
    personId: 'p-custodian',
    credential: 'finger',
    deviceId: 'cabinet-finger',
    finger: '右手食指',
  };
  await clerk.request('people.give-finger-consent', { personId: 'p-custodian', formNumber: '2026-001' });
  const enrolmentId = fieldOf(await clerk.request('people.start-enrolment', asked), 'enrolmentId');
  const stands = (fields: Readonly<Record<string, unknown>>): Promise<void> =>
    until(`the enrolment stands at ${JSON.stringify(fields)}`, () => {
      const value = desk.document[`enrolment/${enrolmentId}`];
      const known = new Map(typeof value === 'object' && value !== null ? Object.entries(value) : []);
      return Object.entries(fields).every(([name, wanted]) => known.get(name) === wanted);
    });
  for (const sample of [1, 2]) {
    await stands({ step: 'press-finger', sample });
    office.cabinetFinger.module.press(CUSTODIAN_FINGER, 700);
  }
  await stands({ outcome: 'awaiting-second-person' });
  await witness.request('people.witness-enrolment', { enrolmentId });
  await stands({ outcome: 'done' });
  desk.close();
}

interface WiredModule {
  readonly wire: Wire;
  readonly module: FingerprintModule;
}

function newModule(clock: SystemClock): WiredModule {
  const model = FINGERPRINT_MODELS['r503'];
  if (model === undefined) throw new Error('no model r503');
  const wire = new Wire({ clock, baudRate: FINGER_BAUD, paced: true });
  const module = new FingerprintModule({
    model,
    clock,
    random: seededRandom(1),
    baudRate: FINGER_BAUD,
    send: (bytes) => wire.send(bytes),
  });
  wire.attach(module);
  return { wire, module };
}

interface WiredCardReader {
  readonly wire: Wire;
  readonly reader: CardReader;
}

function newCardReader(clock: SystemClock): WiredCardReader {
  const model = CARD_READER_MODELS['rdm6300'];
  if (model === undefined) throw new Error('no model rdm6300');
  const wire = new Wire({ clock, baudRate: 9600, paced: true });
  const reader = new CardReader({ model, clock, random: seededRandom(2), send: (bytes) => wire.send(bytes) });
  wire.attach(reader);
  return { wire, reader };
}
