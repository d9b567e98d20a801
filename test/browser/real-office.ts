/** The office of the real-input test: Python peers on pseudo terminals and TCP, the built service, people in it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { enrolFinger } from '../support/finger-enrolment.ts';
import { type DeskClient, signIn } from '../support/office-client.ts';
import { daytimeZone } from '../support/office-today.ts';
import { type Peer, type PeerName, startPeer } from '../support/peer.ts';
import { openPtyPair, type PtyPair } from '../support/pty.ts';
import { PASSWORD, seedOffice } from '../support/seeded-office.ts';
import { type Service, startService } from '../support/service.ts';

export const ON_TIME_CARD = '1F00644BB6';
export const LATE_CARD = '0D00319CD0';
export const CUSTODIAN_CARD = '000414CD7E';

const PEOPLE = [
  { personId: 'p-director', name: '李振华', roles: ['director'], username: 'director' },
  { personId: 'p-clerk', name: '张磊', roles: ['attendance-clerk', 'system-admin'], username: 'clerk' },
  {
    personId: 'p-custodian',
    name: '陈静',
    roles: ['seal-custodian'],
    card: CUSTODIAN_CARD,
    username: 'custodian',
  },
  { personId: 'p-early', name: '王建国', card: ON_TIME_CARD, username: 'early' },
  { personId: 'p-late', name: '孙志强', card: LATE_CARD },
  { personId: 'p-absent', name: '周卫东' },
] as const;

export interface RealOffice {
  readonly zone: string;
  readonly service: Service;
  readonly director: DeskClient;
  readonly clerk: DeskClient;
  readonly early: DeskClient;
  peer(name: string): Peer;
  /** Enrols a finger over the wire: two presses of the same finger at the peer, witnessed where the rule asks. */
  enrolFinger(personId: string, device: string, finger: string, witness?: DeskClient): Promise<void>;
  close(): Promise<void>;
}

export async function openRealOffice(): Promise<RealOffice> {
  const folder = mkdtempSync(join(tmpdir(), 'dianmao-real-'));
  const data = join(folder, 'data');
  const zone = daytimeZone(Date.now());
  const ptys: PtyPair[] = [];
  const peers = new Map<string, Peer>();
  const peer = (name: string): Peer => {
    const found = peers.get(name);
    if (found === undefined) throw new Error(`no peer ${name}`);
    return found;
  };
  const onPty = async (
    name: string,
    kind: PeerName,
    baud: number,
    args: readonly string[] = [],
  ): Promise<string> => {
    const pty = await openPtyPair();
    ptys.push(pty);
    peers.set(name, await startPeer(kind, ['--port', pty.device, ...args]));
    return `serial://${pty.host}?baudRate=${baud}`;
  };
  const onTcp = async (
    name: string,
    kind: PeerName,
    baud: number,
    args: readonly string[] = [],
  ): Promise<string> => {
    peers.set(name, await startPeer(kind, ['--listen', '0', ...args]));
    const fact = await peer(name).fact('listening');
    return `tcp://127.0.0.1:${String(fact['listening'])}?baudRate=${baud}`;
  };
  await seedOffice({ data, zone, people: PEOPLE });
  const service = await startService({
    data,
    config: installation(zone, data, {
      entranceFinger: await onPty('entrance-finger', 'fingerprint_module', 57_600),
      entranceCard: await onTcp('entrance-card', 'card_reader', 9600, ['--model', 'id-12']),
      cabinetFinger: await onTcp('cabinet-finger', 'fingerprint_module', 57_600),
      cabinetCard: await onPty('cabinet-card', 'card_reader', 9600),
      board: await onPty('board', 'io_board', 9600, ['--door', '2', '--lock', '3', '--slots', '4,5,6,7']),
    }),
  });
  const clerk = await signIn(service.origin, 'clerk', PASSWORD);
  return {
    zone,
    service,
    clerk,
    director: await signIn(service.origin, 'director', PASSWORD),
    early: await signIn(service.origin, 'early', PASSWORD),
    peer,
    enrolFinger: (personId, deviceId, finger, witness) =>
      enrolFinger({
        origin: service.origin,
        clerk,
        peer: peer(deviceId),
        deviceId,
        personId,
        finger,
        witness,
      }),
    close: async () => {
      await service.stop();
      service.remove();
      await Promise.all([...peers.values()].map((each) => each.stop()));
      await Promise.all(ptys.map((each) => each.stop()));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

interface Addresses {
  readonly entranceFinger: string;
  readonly entranceCard: string;
  readonly cabinetFinger: string;
  readonly cabinetCard: string;
  readonly board: string;
}

function installation(zone: string, data: string, at: Addresses): string {
  return `
office: { name: 肥城市人民政府办公室, zone: ${zone} }
server: { port: 0, dataDirectory: ${data} }
stations:
  - { id: entrance-1, kind: entrance, name: 一楼大厅 }
  - { id: duty-1, kind: duty, name: 值班室 }
  - { id: cabinet-1, kind: cabinet, name: 印章柜 }
readers:
  - { id: entrance-finger, station: entrance-1, name: 指纹机, model: r503, address: '${at.entranceFinger}' }
  - { id: entrance-card, station: entrance-1, name: 读卡器, model: id-12, address: '${at.entranceCard}' }
  - { id: cabinet-finger, station: cabinet-1, name: 指纹机, model: r503, address: '${at.cabinetFinger}' }
  - { id: cabinet-card, station: cabinet-1, name: 读卡器, model: rdm6300, address: '${at.cabinetCard}' }
boards:
  - { id: board-1, name: 控制板, model: waveshare-io-8ch, address: '${at.board}', unit: 1, pollMs: 25 }
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
