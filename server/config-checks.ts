/**
 * What a schema cannot say about an installation file: that what is named is there, that no wire or point is used
 * twice, and that virtual and real never mix. Pure; returns every mistake.
 */
import type { DeviceKind } from '../devices/device.ts';
import type { ConfigMistake, ConfigMistakeCode } from './config-error.ts';
import type { InstallationFile } from './config-schema.ts';
import { isMoment } from './demo-clock.ts';

/** What the checks need to know of a model; `server/config.ts` takes it from the devices' catalogue. */
export interface KnownModel {
  readonly kind: DeviceKind;
  /** Wires this model can be on. `virtual` goes with every model. */
  readonly wires: readonly ('serial' | 'tcp' | 'hid')[];
  readonly inputs: number;
  readonly outputs: number;
  /** The reader types numbers as a keyboard does: the installation file has to say in which format. */
  readonly needsFormat: boolean;
}
export type KnownModels = (modelId: string) => KnownModel | undefined;

type Note = (code: ConfigMistakeCode, path: string, message: string) => void;

export function crossCheck(
  file: InstallationFile,
  models: KnownModels,
  environment: Readonly<Record<string, string | undefined>>,
  addressMistake: AddressMistake,
): readonly ConfigMistake[] {
  const mistakes: ConfigMistake[] = [];
  const note: Note = (code, path, message) => mistakes.push({ code, path, message });
  checkIds(file, note);
  checkZone(file, note);
  checkStations(file, note);
  checkModels(file, models, note);
  checkPasswords(file, environment, note);
  checkAddresses(file, addressMistake, note);
  checkWires(file, note);
  checkPoints(file, models, note);
  checkVirtual(file, note);
  checkReach(file, note);
  checkDemoClock(file, note);
  return mistakes;
}

/** True where the address is of this machine alone. */
export function isLoopbackHost(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(host);
}

export function isVirtual(file: InstallationFile): boolean {
  return [...file.readers, ...file.boards].every(({ address }) => address.startsWith('virtual://'));
}

function checkIds(file: InstallationFile, note: Note): void {
  const seen = new Map<string, string>();
  const groups = {
    stations: file.stations,
    readers: file.readers,
    boards: file.boards,
    lines: file.lines,
    cabinets: file.cabinets,
  };
  for (const [group, entries] of Object.entries(groups)) {
    entries.forEach(({ id }, at) => {
      const path = `${group}[${at}].id`;
      const first = seen.get(id);
      if (first === undefined) seen.set(id, path);
      else note('CONFIG_ID_TWICE', path, `编号 ${id} 与 ${first} 重复，请另取一个`);
    });
  }
}

function checkZone(file: InstallationFile, note: Note): void {
  try {
    new Intl.DateTimeFormat('en', { timeZone: file.office.zone });
  } catch {
    note('CONFIG_ZONE_UNKNOWN', 'office.zone', `没有时区 ${file.office.zone}，例：Asia/Shanghai`);
  }
}

function checkStations(file: InstallationFile, note: Note): void {
  const kinds = new Map<string, string>(file.stations.map(({ id, kind }) => [id, kind]));
  const check = (path: string, station: string, wanted: string | undefined): void => {
    const kind = kinds.get(station);
    if (kind === undefined) note('CONFIG_STATION_UNKNOWN', path, `stations 中没有 ${station}`);
    else if (wanted !== undefined && kind !== wanted) {
      note('CONFIG_STATION_KIND', path, `${station} 的 kind 是 ${kind}，此处须为 ${wanted}`);
    }
  };
  file.readers.forEach(({ station }, at) => check(`readers[${at}].station`, station, undefined));
  file.lines.forEach(({ station }, at) => check(`lines[${at}].station`, station, 'duty'));
  file.cabinets.forEach(({ station }, at) => check(`cabinets[${at}].station`, station, 'cabinet'));
}

/** What `parseAddress` cannot understand; the mistake in its words. */
export type AddressMistake = (address: string) => string | undefined;

function checkAddresses(file: InstallationFile, mistakeIn: AddressMistake, note: Note): void {
  const check = (path: string, address: string): void => {
    const mistake = address.startsWith('virtual://') ? undefined : mistakeIn(address);
    if (mistake !== undefined) note('CONFIG_ADDRESS_INVALID', path, `地址无法识别：${mistake}`);
  };
  file.readers.forEach(({ address }, at) => check(`readers[${at}].address`, address));
  file.boards.forEach(({ address }, at) => check(`boards[${at}].address`, address));
}

function checkModels(file: InstallationFile, models: KnownModels, note: Note): void {
  const check = (
    path: string,
    device: { model: string; address: string },
    kinds: readonly string[],
  ): KnownModel | undefined => {
    const model = models(device.model);
    if (model === undefined) {
      note('CONFIG_MODEL_UNKNOWN', `${path}.model`, `设备目录中没有型号 ${device.model}`);
      return undefined;
    }
    if (!kinds.includes(model.kind)) {
      note('CONFIG_MODEL_KIND', `${path}.model`, `${device.model} 是 ${model.kind}，不能列在此处`);
      return undefined;
    }
    const wire = /^([a-z]+):/.exec(device.address)?.[1];
    if (wire !== 'virtual' && !model.wires.some((known) => known === wire)) {
      note('CONFIG_ADDRESS_INVALID', `${path}.address`, `${device.model} 只能接 ${model.wires.join('、')}`);
    }
    return model;
  };
  file.readers.forEach((reader, at) => {
    const model = check(`readers[${at}]`, reader, ['fingerprint-reader', 'card-reader']);
    if (model === undefined || model.needsFormat === (reader.format !== undefined)) return;
    const message = model.needsFormat
      ? '须写明卡号格式 dez10、dez8 或 hex8'
      : `${reader.model} 没有卡号格式，请删去`;
    note('CONFIG_FORMAT_MISPLACED', `readers[${at}].format`, message);
  });
  file.boards.forEach((board, at) => check(`boards[${at}]`, board, ['io-board']));
}

function checkPasswords(
  file: InstallationFile,
  environment: Readonly<Record<string, string | undefined>>,
  note: Note,
): void {
  file.readers.forEach(({ passwordEnv }, at) => {
    if (passwordEnv === undefined || /^[0-9a-fA-F]{8}$/.test(environment[passwordEnv] ?? '')) return;
    note(
      'CONFIG_PASSWORD_UNSET',
      `readers[${at}].passwordEnv`,
      `环境变量 ${passwordEnv} 未设置或不是 8 位十六进制数`,
    );
  });
}

/** One wire takes one reader; several boards may share a bus if their units differ. */
function checkWires(file: InstallationFile, note: Note): void {
  const taken = new Map<string, string>();
  const check = (path: string, wire: string, others: readonly string[]): void => {
    const first = [wire, ...others].map((key) => taken.get(key)).find((found) => found !== undefined);
    if (first === undefined) taken.set(wire, path);
    else note('CONFIG_ADDRESS_SHARED', path, `与 ${first} 是同一根线，一根线只能接一台`);
  };
  file.readers.forEach(({ address }, at) => check(`readers[${at}].address`, wireOf(address), []));
  file.boards.forEach(({ address, unit }, at) => {
    const wire = wireOf(address);
    check(`boards[${at}].address`, `${wire}#${unit}`, [wire]);
  });
}

/** The wire itself, without its parameters: `serial:///dev/ttyUSB0`. */
function wireOf(address: string): string {
  return address.split('?')[0] ?? address;
}

function checkPoints(file: InstallationFile, models: KnownModels, note: Note): void {
  const boards = new Map(file.boards.map((board) => [board.id, board]));
  const taken = new Map<string, string>();
  const check = (path: string, reference: string, side: 'in' | 'out'): void => {
    const [boardId = '', foundSide = '', number = ''] = reference.replace(/^!/, '').split('/');
    const board = boards.get(boardId);
    if (board === undefined) return note('CONFIG_POINT_UNKNOWN', path, `boards 中没有 ${boardId}`);
    const model = models(board.model);
    if (foundSide !== side || (side === 'out' && reference.startsWith('!'))) {
      return note(
        'CONFIG_POINT_RANGE',
        path,
        side === 'in' ? '须为输入点，例：board-1/in/0' : '须为输出点，例：board-1/out/0，不可取反',
      );
    }
    const count = (side === 'in' ? model?.inputs : model?.outputs) ?? Infinity;
    if (Number(number) >= count) {
      return note(
        'CONFIG_POINT_RANGE',
        path,
        `${board.model} 只有 ${count} 个${side === 'in' ? '输入' : '输出'}点（从 0 起）`,
      );
    }
    const point = `${boardId}/${side}/${Number(number)}`;
    const first = taken.get(point);
    if (first === undefined) taken.set(point, path);
    else note('CONFIG_POINT_TWICE', path, `与 ${first} 接在同一点 ${point}`);
  };
  file.lines.forEach(({ ring, hook }, at) => {
    check(`lines[${at}].ring`, ring, 'in');
    check(`lines[${at}].hook`, hook, 'in');
  });
  file.cabinets.forEach(({ coil, door, lock, slots }, at) => {
    check(`cabinets[${at}].coil`, coil, 'out');
    check(`cabinets[${at}].door`, door, 'in');
    check(`cabinets[${at}].lock`, lock, 'in');
    slots.forEach((slot, index) => check(`cabinets[${at}].slots[${index}]`, slot, 'in'));
  });
}

function checkVirtual(file: InstallationFile, note: Note): void {
  const addresses = [
    ...file.readers.map(({ address }, at) => ({ path: `readers[${at}].address`, address })),
    ...file.boards.map(({ address }, at) => ({ path: `boards[${at}].address`, address })),
  ];
  const virtual = addresses.filter(({ address }) => address.startsWith('virtual://'));
  if (virtual.length === addresses.length) return;
  for (const { path } of virtual) {
    note('CONFIG_VIRTUAL_MIXED', path, '虚拟设备与真实设备不得混用；全部改为 virtual:// 或全部改为真实地址');
  }
  if (file.demo !== undefined) {
    note('CONFIG_DEMO_WITH_REAL', 'demo', '接有真实设备时不得使用演示办公室和演示时钟，请删去 demo');
  }
}

function checkDemoClock(file: InstallationFile, note: Note): void {
  const start = file.demo?.clock?.start;
  const [date = '', time = ''] = start?.split('T') ?? [];
  if (start === undefined || isMoment(date, time)) return;
  note('CONFIG_SHAPE', 'demo.clock.start', `没有 ${start} 这一时刻，例：2026-11-20T07:45`);
}

function checkReach(file: InstallationFile, note: Note): void {
  if (!isLoopbackHost(file.server.host) && file.server.tls === undefined) {
    note(
      'CONFIG_TLS_MISSING',
      'server.tls',
      `监听 ${file.server.host} 须用 TLS：请给出 cert 和 key，或改为 127.0.0.1`,
    );
  }
}
