/**
 * The office of the fault tests: the built service on a config of PTYs and TCP, Python peers that outlive it, a person
 * with card and PIN for the cabinet. The service is killed and started again on the same data and the same wires.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fieldOf, type LiveScreen, openScreen, signIn } from '../support/office-client.ts';
import { daytimeZone } from '../support/office-today.ts';
import { type Peer, type PeerName, startPeer } from '../support/peer.ts';
import { openPtyPair, type PtyPair } from '../support/pty.ts';
import { PASSWORD, seedOffice } from '../support/seeded-office.ts';
import { type Service, startService } from '../support/service.ts';
import { until } from '../support/until.ts';

export const CUSTODIAN = { personId: 'p-custodian', card: '000414CD7E', pin: '271828' } as const;
/** Copies of one approved use: more than all openings of a test together. */
const COPIES = 500;
const STAFF = 48;
/** The reader takes a card again three seconds after it was taken away. */
const SAME_CARD_MS = 3300;
/** Two cores may be shared by many; this only ends what hangs. */
export const LIMIT_MS = 60_000;

const OFFICERS = [
  { personId: 'p-director', name: '李振华', roles: ['director'], username: 'director' },
  { personId: 'p-clerk', name: '张磊', roles: ['attendance-clerk', 'system-admin'], username: 'clerk' },
  { ...CUSTODIAN, name: '陈静', roles: ['seal-custodian'] },
] as const;

/** Cards of people who only sign in. */
export const CARDS: readonly string[] = Array.from({ length: STAFF }, (_, at) =>
  (0x1f_0064_0000 + at * 7919).toString(16).toUpperCase().padStart(10, '0'),
);

export interface FaultyOffice {
  readonly zone: string;
  readonly data: string;
  /** The database file. */
  readonly journal: string;
  readonly board: Peer;
  readonly entranceCards: readonly Peer[];
  readonly service: Service;
  /** Starts the service; resolves when its readers are at their wires. */
  start(): Promise<void>;
  kill(): Promise<void>;
  /** The custodian's card at the cabinet, as soon as the reader takes it for a new presentation. */
  showCard(): Promise<void>;
  openScreen(screen: 'entrance' | 'duty' | 'cabinet'): Promise<LiveScreen>;
  /** One approved 用印审批单; its id. */
  approveUse(): Promise<string>;
  close(): Promise<void>;
}

/** `disk`: a directory for the data, made by the caller; one of its own otherwise. The service is started. */
export async function openFaultyOffice(disk?: string): Promise<FaultyOffice> {
  const folder = mkdtempSync(join(tmpdir(), 'dianmao-faults-'));
  const data = join(disk ?? folder, 'data');
  mkdirSync(data, { mode: 0o700 });
  const zone = daytimeZone(Date.now());
  const staff = CARDS.map((card, at) => ({ personId: `p-${at}`, name: `科员${at}`, card }));
  await seedOffice({ data, zone, people: [...OFFICERS, ...staff] });
  const wires = new Wires();
  const board = await wires.onPty('io_board', ['--door', '2', '--lock', '3', '--slots', '4,5,6,7']);
  const cabinetCard = await wires.onTcp('card_reader');
  const entranceCards = [
    await wires.onTcp('card_reader', ['--model', 'id-12']),
    await wires.onTcp('card_reader', ['--model', 'id-12']),
  ];
  const readers = [cabinetCard, ...entranceCards];
  const config = installation(zone, data, {
    board: board.address,
    cabinetCard: cabinetCard.address,
    entranceCards: entranceCards.map(({ address }) => address),
  });
  let service: Service | undefined;
  let cardAgainAtMs = 0;
  const running = (): Service => {
    if (service === undefined) throw new Error('the service is not started');
    return service;
  };
  const office: FaultyOffice = {
    zone,
    data,
    journal: join(data, 'journal.db'),
    board: board.peer,
    entranceCards: entranceCards.map(({ peer }) => peer),
    get service() {
      return running();
    },
    start: async () => {
      const before = readers.map(({ peer }) => peer.facts.length);
      service = await startService({ data, config });
      cardAgainAtMs = 0;
      for (const [at, { peer }] of readers.entries()) await peer.fact('ready', () => true, before[at]);
    },
    kill: async () => {
      await running().kill();
      running().remove();
    },
    showCard: async () => {
      await soon('the card counts again', () => Date.now() > cardAgainAtMs);
      const { at } = await cabinetCard.peer.ask({ card: CUSTODIAN.card }, 'sent');
      cardAgainAtMs = Number(at) + SAME_CARD_MS;
    },
    openScreen: (screen) => openScreen(running().origin, screen),
    approveUse: () => approveUse(running().origin),
    close: async () => {
      await service?.stop();
      service?.remove();
      await wires.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  await office.start();
  return office;
}

interface Wire {
  readonly peer: Peer;
  /** For the service. */
  readonly address: string;
}

class Wires {
  readonly #peers: Peer[] = [];
  readonly #ptys: PtyPair[] = [];

  async onPty(kind: PeerName, args: readonly string[] = []): Promise<Wire> {
    const pty = await openPtyPair();
    this.#ptys.push(pty);
    const peer = await startPeer(kind, ['--port', pty.device, ...args]);
    this.#peers.push(peer);
    return { peer, address: `serial://${pty.host}?baudRate=9600` };
  }

  async onTcp(kind: PeerName, args: readonly string[] = []): Promise<Wire> {
    const peer = await startPeer(kind, ['--listen', '0', ...args]);
    this.#peers.push(peer);
    const fact = await peer.fact('listening');
    return { peer, address: `tcp://127.0.0.1:${String(fact['listening'])}?baudRate=9600` };
  }

  async stop(): Promise<void> {
    await Promise.all(this.#peers.map((peer) => peer.stop()));
    await Promise.all(this.#ptys.map((pty) => pty.stop()));
  }
}

async function approveUse(origin: string): Promise<string> {
  const clerk = await signIn(origin, 'clerk', PASSWORD);
  const director = await signIn(origin, 'director', PASSWORD);
  const asked = await clerk.request('seals.request-use', {
    itemIds: ['seal-office'],
    title: '关于公布办事指南的通知',
    kind: '公文',
    copies: COPIES,
    unit: '综合科',
    handledBy: '张磊',
    phone: '8001',
  });
  const requestId = fieldOf(asked, 'requestId');
  await director.request('seals.decide', { requestId, decision: 'approve', remark: '' });
  return requestId;
}

interface Addresses {
  readonly board: string;
  readonly cabinetCard: string;
  readonly entranceCards: readonly string[];
}

function installation(zone: string, data: string, { board, cabinetCard, entranceCards }: Addresses): string {
  const readers = entranceCards.map(
    (address, at) =>
      `  - { id: entrance-card-${at}, station: entrance-1, name: 读卡器, model: id-12, address: '${address}' }`,
  );
  return `
office: { name: 肥城市人民政府办公室, zone: ${zone} }
server: { port: 0, dataDirectory: ${data} }
stations:
  - { id: entrance-1, kind: entrance, name: 一楼大厅 }
  - { id: duty-1, kind: duty, name: 值班室 }
  - { id: cabinet-1, kind: cabinet, name: 印章柜 }
readers:
${readers.join('\n')}
  - { id: cabinet-card, station: cabinet-1, name: 读卡器, model: rdm6300, address: '${cabinetCard}' }
boards:
  - { id: board-1, name: 控制板, model: waveshare-io-8ch, address: '${board}', unit: 1, pollMs: 25 }
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
`;
}

/** The wall clock reaches a moment; finer than `until`, to hit the instants around a commit. */
export async function momentAfter(delayMs: number): Promise<void> {
  const atMs = performance.now() + delayMs;
  while (performance.now() < atMs) await new Promise<void>((resolve) => setImmediate(resolve));
}

/** All that the peer has been sent has been executed and told. */
export async function pulsesOf(board: Peer): Promise<number> {
  const { pulses } = await board.ask({ count: true }, 'pulses');
  return Number(pulses);
}

export async function soon(what: string, condition: () => boolean | Promise<boolean>): Promise<void> {
  await until(what, condition, LIMIT_MS);
}
