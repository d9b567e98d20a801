/**
 * Builds the other end of every wire that the configuration names: one loopback port for each `virtual://` address,
 * the devices on them, and the telephone lines and cabinets that hang on points of the boards.
 */
import type {
  BoardConfiguration,
  DeviceAddress,
  DevicesConfiguration,
  ReaderConfiguration,
} from '../configuration.ts';
import { DeviceError } from '../device-error.ts';
import { Bench } from './bench.ts';
import { CARD_READER_MODELS, CardReader } from './card-reader.ts';
import type { FaultRates } from './fault-plan.ts';
import { FINGERPRINT_MODELS } from './fingerprint-models.ts';
import { FingerprintModule } from './fingerprint-module.ts';
import { ModbusBoard } from './modbus-board.ts';
import { ModbusBusDevice } from './modbus-bus-device.ts';
import { wireCabinet, wireLine, type PointWiring } from './point-wiring.ts';
import { forkRandom } from './seeded-random.ts';
import type { VirtualHardware, VirtualHardwareOptions, VirtualState } from './virtual-hardware.ts';
import { baudRateOf, wireOf } from './virtual-address.ts';
import {
  stopPart,
  type VirtualBoardPart,
  type VirtualCardPart,
  type VirtualModulePart,
  type VirtualPart,
} from './virtual-parts.ts';
import { VirtualPort } from './virtual-port.ts';

const SCHEME = 'virtual://';
const FINGERPRINT_BAUD_RATE = 57_600;
const CARD_BAUD_RATE = 9600;
const BOARD_BAUD_RATE = 9600;

/**
 * Starts it. Rejects with `DeviceError` DEVICE_MODEL_UNKNOWN for a model that has no virtual end (a wedge reader's
 * wire is the kernel's), DEVICE_UNKNOWN for an address that is not virtual or a point that no board has.
 */
export async function createVirtualHardware(
  devices: DevicesConfiguration,
  options: VirtualHardwareOptions,
): Promise<VirtualHardware> {
  const office = new VirtualOffice(devices, options);
  await office.start();
  return office;
}

class VirtualOffice implements VirtualHardware {
  readonly bench: Bench;
  readonly #devices: DevicesConfiguration;
  readonly #options: VirtualHardwareOptions;
  readonly #ports = new Map<string, VirtualPort>();
  readonly #boards = new Map<string, VirtualBoardPart>();
  readonly #parts: readonly VirtualPart[];
  readonly #stateListeners = new Set<() => void>();
  /** Who wants to know of an output: `board-1/out/0` → coil of a cabinet. */
  readonly #coils = new Map<string, (on: boolean) => void>();

  constructor(devices: DevicesConfiguration, options: VirtualHardwareOptions) {
    this.#devices = devices;
    this.#options = options;
    const readers = devices.readers.map((reader) => this.#makeReader(reader));
    this.#makeBuses(devices.boards);
    const wiring: PointWiring = {
      clock: options.clock,
      seed: options.seed,
      boards: this.#boards,
      coils: this.#coils,
      shownChanged: () => this.#shownChanged(),
      stateChanged: () => this.#stateChanged(),
    };
    const lines = devices.lines.map((line) => wireLine(line, wiring));
    const cabinets = devices.cabinets.map((cabinet) =>
      wireCabinet(cabinet, wiring, options.state?.cabinets[cabinet.id]),
    );
    this.#parts = [...readers, ...lines, ...cabinets];
    this.bench = new Bench(this.#parts, [...this.#boards.values()]);
  }

  async start(): Promise<void> {
    try {
      for (const port of this.#ports.values()) await port.plug();
    } catch (error) {
      await this.stop();
      throw error;
    }
  }

  addressOf(address: DeviceAddress): DeviceAddress {
    const port = this.#ports.get(wireOf(address));
    if (port === undefined) throw new DeviceError('DEVICE_UNKNOWN', `no virtual wire ${address}`);
    return port.address;
  }

  configuration(): DevicesConfiguration {
    return {
      ...this.#devices,
      readers: this.#devices.readers.map((reader) => ({
        ...reader,
        address: this.addressOf(reader.address),
      })),
      boards: this.#devices.boards.map((board) => ({ ...board, address: this.addressOf(board.address) })),
    };
  }

  exportState(): VirtualState {
    const modules = this.#parts.flatMap((part) =>
      part.kind === 'fingerprint' ? [[part.configuration.id, part.module.exportState()] as const] : [],
    );
    const cabinets = this.#parts.flatMap((part) =>
      part.kind === 'cabinet' ? [[part.configuration.id, part.cabinet.exportState()] as const] : [],
    );
    const boards = [...this.#boards.values()].map(
      ({ boardId, board }) => [boardId, board.exportState()] as const,
    );
    return {
      version: 1,
      modules: Object.fromEntries(modules),
      boards: Object.fromEntries(boards),
      cabinets: Object.fromEntries(cabinets),
    };
  }

  onStateChange(listener: () => void): () => void {
    this.#stateListeners.add(listener);
    return () => this.#stateListeners.delete(listener);
  }

  stop(): Promise<void> {
    this.#stateListeners.clear();
    for (const port of this.#ports.values()) port.stop();
    for (const part of this.#parts) stopPart(part);
    return Promise.resolve();
  }

  // ---- building ------------------------------------------------------------------------------------------------

  #makeReader(reader: ReaderConfiguration): VirtualModulePart | VirtualCardPart {
    const { clock, seed, paced = true, state } = this.#options;
    const random = forkRandom(seed, reader.id);
    const fingerprint = FINGERPRINT_MODELS[reader.model];
    const card = CARD_READER_MODELS[reader.model];
    if (fingerprint !== undefined) {
      const port = this.#makePort(reader.address, FINGERPRINT_BAUD_RATE);
      const module = new FingerprintModule({
        model: fingerprint,
        clock,
        random,
        paced,
        baudRate: baudRateOf(reader.address, FINGERPRINT_BAUD_RATE),
        state: state?.modules[reader.id],
        send: (bytes) => port.send(bytes),
        onMemoryChange: () => this.#stateChanged(),
        onShownChange: () => this.#shownChanged(),
      });
      port.attach(module);
      return { kind: 'fingerprint', configuration: reader, port, module };
    }
    if (card === undefined) {
      throw new DeviceError(
        'DEVICE_MODEL_UNKNOWN',
        `model ${reader.model} of ${reader.id} has no virtual end`,
      );
    }
    const port = this.#makePort(reader.address, CARD_BAUD_RATE);
    const ghostMeanMs = this.#rates(reader.address).ghosts?.meanMs;
    const made = new CardReader({
      model: card,
      clock,
      random,
      ghostMeanMs,
      send: (bytes) => port.send(bytes),
    });
    port.attach(made);
    return { kind: 'card', configuration: reader, port, reader: made };
  }

  /** Boards that share an address share a bus. */
  #makeBuses(boards: readonly BoardConfiguration[]): void {
    const buses = new Map<DeviceAddress, BoardConfiguration[]>();
    for (const board of boards) {
      const wire = wireOf(board.address);
      buses.set(wire, [...(buses.get(wire) ?? []), board]);
    }
    for (const members of buses.values()) this.#makeBus(members);
  }

  #makeBus(members: readonly BoardConfiguration[]): void {
    const { clock, paced = true } = this.#options;
    const address = members[0]?.address ?? '';
    const port = this.#makePort(address, BOARD_BAUD_RATE);
    const bus = new ModbusBusDevice({
      clock,
      paced,
      baudRate: baudRateOf(address, BOARD_BAUD_RATE),
      boards: new Map(members.map((member) => [member.unit, this.#makeBoard(member, port)])),
      echoing: this.#rates(address).echo ?? false,
      send: (bytes) => port.send(bytes),
    });
    port.attach(bus);
  }

  #makeBoard({ id, address }: BoardConfiguration, port: VirtualPort): ModbusBoard {
    const random = forkRandom(this.#options.seed, `${id}/drop-out`);
    const dropOut = this.#rates(address).dropOut;
    const board = new ModbusBoard({
      clock: this.#options.clock,
      state: this.#options.state?.boards[id],
      onOutput: (output, on) => {
        if (on && dropOut !== undefined && random() < dropOut.probability) port.disturb(dropOut.forMs);
        this.#coils.get(`${id}/${output}`)?.(on);
      },
      onModeChange: () => this.#stateChanged(),
    });
    this.#boards.set(id, { boardId: id, port, board });
    return board;
  }

  #makePort(address: DeviceAddress, baudRateDefault: number): VirtualPort {
    const wire = wireOf(address);
    if (!address.startsWith(SCHEME) || this.#ports.has(wire)) {
      throw new DeviceError('DEVICE_UNKNOWN', `${address} is not a virtual wire of its own`);
    }
    const port = new VirtualPort({
      clock: this.#options.clock,
      random: forkRandom(this.#options.seed, wire),
      baudRate: baudRateOf(address, baudRateDefault),
      paced: this.#options.paced ?? true,
      rates: this.#rates(address),
      onChange: () => this.#shownChanged(),
    });
    this.#ports.set(wire, port);
    return port;
  }

  #rates(address: DeviceAddress): FaultRates {
    const { faults } = this.#options;
    return faults?.get(address) ?? faults?.get(wireOf(address)) ?? {};
  }

  #stateChanged(): void {
    for (const listener of this.#stateListeners) listener();
    this.#shownChanged();
  }

  #shownChanged(): void {
    this.bench.changed();
  }
}
