/** The virtual boards against the manual's frames: coils, flashes, modes, exceptions, buses (hardware notes 5, 14.6). */
import { describe, expect, it } from 'vitest';
import { ModbusBoard, type BoardFlash } from '../../../devices/virtual/modbus-board.ts';
import { ModbusBusDevice } from '../../../devices/virtual/modbus-bus-device.ts';
import { bytesOf, hexOf } from '../../support/hex.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { BOARD_EXCHANGES } from './exchanges.ts';

/** Longer than a reply takes, shorter than the shortest flash. */
const SETTLE_MS = 50;

interface Subject {
  readonly clock: ManualClock;
  readonly bus: ModbusBusDevice;
  readonly boards: ReadonlyMap<number, ModbusBoard>;
  readonly board: ModbusBoard;
  readonly flashes: BoardFlash[];
  /** Output changes as `n+` and `n-`, each with its moment. */
  readonly outputs: string[];
  exchange(hex: string): readonly string[];
}

function subject(units: readonly number[] = [1], options: { echoing?: boolean } = {}): Subject {
  const clock = new ManualClock();
  const frames: string[] = [];
  const flashes: BoardFlash[] = [];
  const outputs: string[] = [];
  const make = (): ModbusBoard =>
    new ModbusBoard({
      clock,
      onOutput: (output, on) => outputs.push(`${output}${on ? '+' : '-'}${clock.monotonicMs()}`),
      onFlash: (flash) => flashes.push(flash),
    });
  const boards = new Map(units.map((unit) => [unit, make()]));
  const board = boards.get(units[0] ?? 1);
  if (board === undefined) throw new Error('no board');
  const bus = new ModbusBusDevice({
    clock,
    baudRate: 9600,
    boards,
    send: (bytes) => frames.push(hexOf(bytes)),
    ...options,
  });
  bus.powerOn();
  const exchange = (hex: string): readonly string[] => {
    bus.receive(bytesOf(hex));
    clock.advance(SETTLE_MS);
    return frames.splice(0);
  };
  return { clock, bus, boards, board, flashes, outputs, exchange };
}

describe('virtual board: the manual byte for byte', () => {
  it('answers every vector of the notes', () => {
    const { board, exchange } = subject();
    board.setInput(0, true);
    board.setInput(2, true);
    for (const { name, sent, received } of BOARD_EXCHANGES) expect(exchange(sent), name).toEqual([received]);
  });

  it('answers 3.5 silent characters and its work later, not at once', () => {
    const { clock, bus, exchange } = subject();
    bus.receive(bytesOf('01 02 00 00 00 08 79 CC'));
    clock.advance(5.6);
    expect(exchange('')).toEqual(['01 02 01 00 A1 88']);
  });

  it('exceptions: 01 for an unknown function, 02 for an address, 03 for a value', () => {
    const { exchange } = subject();
    expect(exchange('01 05 00 08 FF 00 0D F8')).toEqual(['01 85 02 C3 51']);
    expect(exchange('01 02 00 01 00 08 28 0C')).toEqual(['01 82 02 C1 61']);
    expect(exchange('01 05 00 00 12 34 C0 BD')).toEqual(['01 85 03 02 91']);
    expect(exchange('01 04 00 00 00 01 31 CA')).toEqual(['01 84 01 82 C0']);
    expect(exchange('01 07 41 E2')).toEqual(['01 87 01 82 30']);
  });

  it('says nothing to a wrong checksum, and understands the next request after a silence', () => {
    const { exchange } = subject();
    expect(exchange('01 02 00 00 00 08 79 CD')).toEqual([]);
    expect(exchange('01 02 00 00 00 08 79 CC')).toEqual(['01 02 01 00 A1 88']);
  });

  it('understands a request that comes byte by byte', () => {
    const { clock, bus, exchange } = subject();
    for (const byte of bytesOf('01 02 00 00 00 08 79')) {
      bus.receive(Uint8Array.of(byte));
      clock.advance(1.04);
    }
    expect(exchange('CC')).toEqual(['01 02 01 00 A1 88']);
  });

  it('a request that a standstill of the process cuts in two is still one: on the line its bytes follow each other', () => {
    const { clock, bus, exchange } = subject();
    bus.receive(bytesOf('01 02 00'), true);
    clock.advance(10);
    expect(exchange('00 00 08 79 CC')).toEqual(['01 02 01 00 A1 88']);
    expect(bus.discardedBytes).toBe(0);
    bus.receive(bytesOf('01 02 00'));
    clock.advance(10);
    expect(bus.discardedBytes).toBe(3);
  });

  it('a short request with a right checksum is refused, not a crash', () => {
    const { exchange } = subject();
    expect(exchange('01 05 00 00 11 D9')).toEqual(['01 85 03 02 91']);
  });
});

describe('virtual board: outputs', () => {
  it('toggles, and 00FF means all', () => {
    const { board, exchange } = subject();
    exchange('01 05 00 00 55 00 F2 9A');
    expect(board.output(0)).toBe(true);
    exchange('01 05 00 00 55 00 F2 9A');
    expect(board.output(0)).toBe(false);
    exchange('01 05 00 FF FF 00 BC 0A');
    expect([0, 1, 2, 3, 4, 5, 6, 7].every((at) => board.output(at))).toBe(true);
    exchange('01 05 00 FF 00 00 FD FA');
    expect([0, 1, 2, 3, 4, 5, 6, 7].some((at) => board.output(at))).toBe(false);
  });

  it('a flash of 0.7 s is on for 700 ms by the board itself', () => {
    const { clock, board, flashes, outputs, bus } = subject();
    bus.receive(bytesOf('01 05 02 00 00 07 8D B0'));
    clock.advance(699);
    expect(board.output(0)).toBe(true);
    clock.advance(1);
    expect(board.output(0)).toBe(false);
    expect(outputs).toEqual(['0+0', '0-700']);
    expect(flashes).toEqual([{ output: 0, on: true, durationMs: 700 }]);
  });

  it('0400+n opens and closes again', () => {
    const { clock, outputs, bus } = subject();
    bus.receive(bytesOf('01 05 00 00 FF 00 8C 3A'));
    clock.advance(100);
    bus.receive(bytesOf('01 05 04 00 00 07 8D 38'));
    clock.advance(1000);
    expect(outputs).toEqual(['0+0', '0-100', '0+800']);
  });

  it('a normal write ends a flash, a second flash begins anew', () => {
    const { clock, outputs, bus } = subject();
    bus.receive(bytesOf('01 05 02 00 00 07 8D B0'));
    clock.advance(100);
    bus.receive(bytesOf('01 05 00 00 00 00 CD CA'));
    clock.advance(2000);
    expect(outputs).toEqual(['0+0', '0-100']);
    bus.receive(bytesOf('01 05 02 00 00 07 8D B0'));
    clock.advance(500);
    bus.receive(bytesOf('01 05 02 00 00 07 8D B0'));
    clock.advance(2000);
    expect(outputs.slice(2)).toEqual(['0+2100', '0-3300']);
  });

  it('a flash of zero is refused', () => {
    const { exchange, flashes } = subject();
    expect(exchange('01 05 02 00 00 00 CC 72')).toEqual(['01 85 03 02 91']);
    expect(flashes).toEqual([]);
  });

  it('everything falls when the power goes', () => {
    const { clock, outputs, bus } = subject();
    bus.receive(bytesOf('01 05 02 00 00 07 8D B0'));
    clock.advance(100);
    bus.powerOff();
    clock.advance(2000);
    expect(outputs).toEqual(['0+0', '0-100']);
    expect(clock.pendingTimers).toBe(0);
  });
});

describe('virtual board: output modes', () => {
  it('FC10 links all outputs to their inputs, FC03 tells, and a linked output follows', () => {
    const { board, exchange } = subject();
    board.setInput(1, true);
    const linked = '01 10 10 00 00 08 10 00 01 00 01 00 01 00 01 00 01 00 01 00 01 00 01 7C B1';
    expect(exchange(linked)).toEqual(['01 10 10 00 00 08 C5 0F']);
    expect(exchange('01 03 10 00 00 02 C0 CB')).toEqual(['01 03 04 00 01 00 01 6A 33']);
    expect(board.output(1)).toBe(true);
    board.setInput(0, true);
    expect(board.output(0)).toBe(true);
    board.setInput(0, false);
    expect(board.output(0)).toBe(false);
    expect(board.exportState()).toEqual({ modes: [1, 1, 1, 1, 1, 1, 1, 1] });
  });

  it('mode 2 toggles at each closing, mode 3 at each change, mode 0 never', () => {
    const clock = new ManualClock();
    const changes: number[] = [];
    const board = new ModbusBoard({
      clock,
      state: { modes: [0, 2, 3] },
      onOutput: (output) => changes.push(output),
    });
    board.powerOn();
    for (const input of [0, 1, 2]) {
      board.setInput(input, true);
      board.setInput(input, false);
    }
    expect(changes).toEqual([1, 2, 2]);
  });

  it('FC06 sets one mode; a mode that does not exist is 03, a register that does not exist 02', () => {
    const { board, exchange } = subject();
    expect(exchange('01 06 10 03 00 02 FC CB')).toEqual(['01 06 10 03 00 02 FC CB']);
    expect(board.exportState().modes).toEqual([0, 0, 0, 2, 0, 0, 0, 0]);
    expect(exchange('01 06 10 03 00 04 7C C9')).toEqual(['01 86 03 02 61']);
    expect(exchange('01 06 10 08 00 00 0C C8')).toEqual(['01 86 02 C3 A1']);
  });
});

describe('virtual bus', () => {
  it('each board answers to its unit, nobody to a foreign one', () => {
    const { boards, exchange } = subject([1, 2]);
    boards.get(2)?.setInput(0, true);
    expect(exchange('02 02 00 00 00 08 79 FF')).toEqual(['02 02 01 01 60 0C']);
    expect(exchange('01 02 00 00 00 08 79 CC')).toEqual(['01 02 01 00 A1 88']);
    expect(exchange('03 02 00 00 00 08 78 2E')).toEqual([]);
  });

  it('a broadcast is obeyed by all and answered by none', () => {
    const { boards, exchange } = subject([1, 2]);
    expect(exchange('00 05 00 00 FF 00 8D EB')).toEqual([]);
    expect([...boards.values()].map((board) => board.output(0))).toEqual([true, true]);
  });

  it('an echoing adapter returns the request, board or no board', () => {
    const { board, exchange } = subject([1], { echoing: true });
    const request = '01 05 00 00 FF 00 8C 3A';
    expect(exchange(request)).toEqual([request, request]);
    expect(board.output(0)).toBe(true);
    expect(subject([2], { echoing: true }).exchange(request)).toEqual([request]);
  });
});
