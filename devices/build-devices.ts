/**
 * Makes the drivers that a configuration asks for and joins lines and cabinets to their boards. Readers, lines and
 * cabinets come before the boards, so that whoever starts them in order misses no sample.
 */
import { BridgeError, type Clock, type ModbusBus } from '../firmware-bridge/index.ts';
import { catalogueEntry } from './catalogue.ts';
import type {
  BoardConfiguration,
  CabinetConfiguration,
  DeviceAddress,
  DevicesConfiguration,
  LineConfiguration,
  PointReference,
  ReaderConfiguration,
} from './configuration.ts';
import { DeviceError } from './device-error.ts';
import type { Device, DeviceEventListener, DeviceKind } from './device.ts';
import { BusLane } from './io-board/bus-lane.ts';
import { IoBoard } from './io-board/io-board.ts';
import { boardModel } from './io-board/models.ts';
import { parsePoint, type Point } from './io-board/point-reference.ts';
import { CONTACT_LINE_MODEL, PhoneLine } from './phone-line/phone-line.ts';
import { CONTACT_CABINET_MODEL, SealCabinet } from './seal-cabinet/seal-cabinet.ts';
import type { SignInReaderDependencies } from './sign-in-reader/dependencies.ts';
import { UnbuiltDevice } from './unbuilt-device.ts';

export type SignInReaderFactory = (
  configuration: ReaderConfiguration,
  dependencies: SignInReaderDependencies,
) => Device;

export interface DeviceBuilding extends Omit<SignInReaderDependencies, 'emit'> {
  readonly clock: Clock;
  readonly onEvent: DeviceEventListener;
  /** `createSignInReader` of the sign-in readers. */
  readonly createReader: SignInReaderFactory;
  /** One Modbus bus, not started; `createModbusBus` of the bridge. Throws `BridgeError` for a bad address. */
  readonly createBus: (address: DeviceAddress) => ModbusBus;
  /** A device could not be built: to be logged, with the cause. Must not throw. */
  readonly onTrouble: (trouble: unknown) => void;
  /** A call id that was never used before, also not by an earlier run. */
  readonly newCallId: () => string;
}

/** Every configured device, built or standing in for one that could not be. Never throws. */
export function buildDevices(
  configuration: DevicesConfiguration,
  building: DeviceBuilding,
): readonly Device[] {
  return new Builder(configuration, building).build();
}

/** Station of the first line or cabinet that uses the board: a board has none of its own. Empty when nobody does. */
export function stationOfBoard(configuration: DevicesConfiguration, boardId: string): string {
  const uses = (references: readonly PointReference[]): boolean =>
    references.some((reference) => parsePoint(reference)?.boardId === boardId);
  const line = configuration.lines.find(({ ring, hook }) => uses([ring, hook]));
  const cabinet = configuration.cabinets.find(({ coil, door, lock, slots }) =>
    uses([coil, door, lock, ...slots]),
  );
  return line?.station ?? cabinet?.station ?? '';
}

interface Planned {
  readonly deviceId: string;
  readonly stationId: string;
  readonly kind: DeviceKind;
  readonly model: string;
  readonly address: string;
}

class Builder {
  private readonly configuration: DevicesConfiguration;
  private readonly building: DeviceBuilding;
  private readonly lanes = new Map<string, BusLane>();
  private readonly boards = new Map<string, IoBoard>();

  constructor(configuration: DevicesConfiguration, building: DeviceBuilding) {
    this.configuration = configuration;
    this.building = building;
  }

  build(): readonly Device[] {
    const { readers, boards, lines, cabinets } = this.configuration;
    const boardDevices = boards.map((board) => this.attempt(this.planBoard(board), () => this.board(board)));
    return [
      ...readers.map((reader) => this.attempt(planReader(reader), () => this.reader(reader))),
      ...lines.map((line) => this.attempt(planLine(line), () => this.line(line))),
      ...cabinets.map((cabinet) => this.attempt(planCabinet(cabinet), () => this.cabinet(cabinet))),
      ...boardDevices,
    ];
  }

  private attempt(planned: Planned, make: () => Device): Device {
    try {
      return make();
    } catch (error) {
      const { clock, onEvent, onTrouble } = this.building;
      const reason = wordOf(error);
      onTrouble(error);
      return new UnbuiltDevice({ ...planned, reason, clock, onEvent });
    }
  }

  private reader(reader: ReaderConfiguration): Device {
    const { onEvent, createReader, ...others } = this.building;
    return createReader(reader, { ...others, emit: onEvent });
  }

  private planBoard(board: BoardConfiguration): Planned {
    const stationId = stationOfBoard(this.configuration, board.id);
    return { deviceId: board.id, stationId, kind: 'io-board', model: board.model, address: board.address };
  }

  private board(board: BoardConfiguration): Device {
    const model = boardModel(board.model);
    if (model === undefined) throw new DeviceError('DEVICE_MODEL_UNKNOWN', `no board model ${board.model}`);
    const coils = this.configuration.cabinets
      .map(({ coil }) => parsePoint(coil))
      .flatMap((point) => (point?.boardId === board.id && point.direction === 'out' ? [point.index] : []));
    const { clock, onEvent } = this.building;
    const stationId = stationOfBoard(this.configuration, board.id);
    const lane = this.lane(board.address);
    const device = new IoBoard({ configuration: board, model, stationId, coils, lane, clock, onEvent });
    this.boards.set(board.id, device);
    return device;
  }

  /** Boards on the same wire share its bus, whatever parameters their addresses carry. */
  private lane(address: DeviceAddress): BusLane {
    const wire = address.split('?')[0] ?? address;
    const known = this.lanes.get(wire);
    if (known !== undefined) return known;
    const lane = new BusLane(this.building.createBus(address), this.building.clock);
    this.lanes.set(wire, lane);
    return lane;
  }

  private line(line: LineConfiguration): Device {
    const { clock, onEvent, newCallId } = this.building;
    const ring = this.point(line.ring, 'in');
    const hook = this.point(line.hook, 'in');
    const board = (boardId: string): IoBoard | undefined => this.boards.get(boardId);
    return new PhoneLine({ configuration: line, ring, hook, board, clock, newCallId, onEvent });
  }

  private cabinet(cabinet: CabinetConfiguration): Device {
    const { clock, onEvent } = this.building;
    return new SealCabinet({
      configuration: cabinet,
      coil: this.point(cabinet.coil, 'out'),
      door: this.point(cabinet.door, 'in'),
      lock: this.point(cabinet.lock, 'in'),
      slots: cabinet.slots.map((slot) => this.point(slot, 'in')),
      board: (boardId) => this.boards.get(boardId),
      clock,
      onEvent,
    });
  }

  /** The named point, on a board that was built and has it. */
  private point(reference: PointReference, direction: Point['direction']): Point {
    const point = parsePoint(reference);
    const board = this.configuration.boards.find(({ id }) => id === point?.boardId);
    const entry = board === undefined ? undefined : catalogueEntry(board.model);
    const count = (direction === 'in' ? entry?.inputs : entry?.outputs) ?? 0;
    if (point === undefined || point.direction !== direction || point.index >= count) {
      throw new DeviceError('DEVICE_UNKNOWN', `no ${direction === 'in' ? 'input' : 'output'} ${reference}`);
    }
    if (!this.boards.has(point.boardId))
      throw new DeviceError('DEVICE_OFFLINE', `board of ${reference} was not built`);
    return point;
  }
}

function planReader(reader: ReaderConfiguration): Planned {
  const kind = catalogueEntry(reader.model)?.kind ?? 'card-reader';
  return {
    deviceId: reader.id,
    stationId: reader.station,
    kind,
    model: reader.model,
    address: reader.address,
  };
}

function planLine(line: LineConfiguration): Planned {
  const address = `${line.ring} ${line.hook}`;
  return {
    deviceId: line.id,
    stationId: line.station,
    kind: 'phone-line-monitor',
    model: CONTACT_LINE_MODEL,
    address,
  };
}

function planCabinet(cabinet: CabinetConfiguration): Planned {
  const address = `${cabinet.coil} ${cabinet.door} ${cabinet.lock}`;
  return {
    deviceId: cabinet.id,
    stationId: cabinet.station,
    kind: 'seal-cabinet',
    model: CONTACT_CABINET_MODEL,
    address,
  };
}

/** The reason in the status of a device that could not be built. */
function wordOf(error: unknown): string {
  if (error instanceof BridgeError && error.code === 'BRIDGE_ADDRESS_INVALID') return 'address-invalid';
  if (!(error instanceof DeviceError)) return 'configuration-invalid';
  if (error.code === 'DEVICE_MODEL_UNKNOWN') return 'model-unknown';
  return error.code === 'DEVICE_OFFLINE' ? 'board-missing' : 'point-unknown';
}
