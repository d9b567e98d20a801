/** Names of points, settled contacts, and several boards seen as one. */
import { describe, expect, it } from 'vitest';
import type { BoardListener, BoardPort } from '../../../devices/io-board/board-port.ts';
import { Debounce } from '../../../devices/io-board/debounce.ts';
import { parsePoint } from '../../../devices/io-board/point-reference.ts';
import { PointWatch, type PointReading } from '../../../devices/io-board/point-watch.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { moment } from '../moment.ts';

describe('names of points', () => {
  it('inputs, outputs, inversion', () => {
    expect(parsePoint('board-1/in/0')).toEqual({
      boardId: 'board-1',
      direction: 'in',
      index: 0,
      inverted: false,
    });
    expect(parsePoint('!board-1/in/7')).toMatchObject({ index: 7, inverted: true });
    expect(parsePoint('board-1/out/3')).toMatchObject({ direction: 'out', index: 3 });
  });

  it.each([
    '',
    'board-1',
    'board-1/in',
    'board-1/in/',
    'board-1/in/100',
    'board-1/in/-1',
    '!board-1/out/0',
    '!!b/in/0',
    ' b/in/0',
  ])('nothing is named by %j', (reference) => {
    expect(parsePoint(reference)).toBeUndefined();
  });
});

describe('a settled contact', () => {
  it('the first level counts at once; a change when held, dated to its first sight', () => {
    const contact = new Debounce({ closeMs: 20, openMs: 50 });
    expect(contact.see(false, moment(0))).toMatchObject({ level: false });
    expect(contact.see(true, moment(100))).toBeUndefined();
    expect(contact.see(true, moment(119))).toBeUndefined();
    expect(contact.see(true, moment(120))).toEqual({ level: true, since: moment(100) });
    expect(contact.see(false, moment(200))).toBeUndefined();
    expect(contact.see(false, moment(249))).toBeUndefined();
    expect(contact.see(false, moment(250))).toEqual({ level: false, since: moment(200) });
  });

  it('a bounce begins the wait anew', () => {
    const contact = new Debounce({ closeMs: 20, openMs: 20 });
    contact.see(false, moment(0));
    contact.see(true, moment(100));
    contact.see(false, moment(110));
    contact.see(true, moment(115));
    expect(contact.see(true, moment(125))).toBeUndefined();
    expect(contact.see(true, moment(135))).toEqual({ level: true, since: moment(115) });
  });
});

class HandBoard implements BoardPort {
  readonly boardId: string;
  private readonly listeners = new Set<BoardListener>();

  constructor(boardId: string) {
    this.boardId = boardId;
  }

  subscribe(listener: BoardListener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  flash(): ReturnType<BoardPort['flash']> {
    return Promise.resolve({ name: 'not-sent', reason: 'board-offline' });
  }

  give(clock: ManualClock, inputs: readonly boolean[], askedAtMs = clock.monotonicMs()): void {
    const at = { monotonicMs: clock.monotonicMs(), epochMs: clock.epochMs() };
    for (const listener of this.listeners) listener.onSample({ at, askedAtMs, hostPausedMs: 0, inputs });
  }

  goOffline(): void {
    for (const listener of this.listeners) listener.onOffline();
  }

  get watchers(): number {
    return this.listeners.size;
  }
}

function watchTwoBoards(): {
  readonly clock: ManualClock;
  readonly one: HandBoard;
  readonly two: HandBoard;
  readonly watch: PointWatch;
  readonly readings: PointReading[];
  readonly losses: string[];
} {
  const clock = new ManualClock();
  const boards = { one: new HandBoard('one'), two: new HandBoard('two') };
  const readings: PointReading[] = [];
  const losses: string[] = [];
  const points = ['one/in/0', '!two/in/1'].flatMap((name) => parsePoint(name) ?? []);
  const watch = new PointWatch({
    points,
    board: (boardId) => Object.values(boards).find((board) => board.boardId === boardId),
    clock,
    blindAfterMs: () => 2000,
    listener: {
      onReading: (reading) => readings.push(reading),
      onLost: (reason, since) => losses.push(`${reason} since ${since?.monotonicMs ?? 'never'}`),
      onConcern: () => undefined,
    },
  });
  watch.start();
  return { clock, ...boards, watch, readings, losses };
}

describe('points on two boards', () => {
  it('are read together once both were seen, inverted where the name says so', () => {
    const { clock, one, two, readings } = watchTwoBoards();
    one.give(clock, [true]);
    expect(readings).toEqual([]);
    two.give(clock, [false, true]);
    expect(readings).toMatchObject([{ levels: [true, false], gapMs: 0 }]);
  });

  it('the gap is from the asking before to the answer after', () => {
    const { clock, one, two, readings } = watchTwoBoards();
    one.give(clock, [true], clock.monotonicMs() - 10);
    two.give(clock, [true, true]);
    clock.advance(40);
    one.give(clock, [true]);
    expect(readings.at(-1)?.gapMs).toBe(50);
  });

  it('one board away: all is lost, once, since the last reading; both must be seen again', () => {
    const { clock, one, two, readings, losses } = watchTwoBoards();
    one.give(clock, [true]);
    two.give(clock, [true, true]);
    clock.advance(100);
    two.goOffline();
    two.goOffline();
    expect(losses).toEqual(['monitor-offline since 0']);
    readings.splice(0);
    one.give(clock, [true]);
    expect(readings).toEqual([]);
    two.give(clock, [true, true]);
    expect(readings).toHaveLength(1);
  });

  it('one board silent for 2 s: lost, although the other is seen', () => {
    const { clock, one, two, losses } = watchTwoBoards();
    two.give(clock, [true, true]);
    for (let poll = 0; poll < 50; poll += 1) {
      one.give(clock, [true]);
      clock.advance(50);
    }
    expect(losses).toEqual([expect.stringMatching(/^poll-gap/)]);
  });

  it('stopped: unsubscribed, no timer left', () => {
    const { clock, one, two, watch } = watchTwoBoards();
    watch.stop();
    expect([one.watchers, two.watchers, clock.pendingTimers]).toEqual([0, 0, 0]);
  });
});
