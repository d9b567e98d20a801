/**
 * A few named inputs seen as one: merges the samples of the boards they are on, inverts where the name says so, and
 * says plainly when they cannot be seen. A gap between samples is either bearable, and told with the reading, or a loss
 * of sight.
 */
import type { Clock, Stamp } from '../../firmware-bridge/index.ts';
import type { BoardConcern, BoardPort, BoardSample } from './board-port.ts';
import type { Point } from './point-reference.ts';

export type SightLoss = 'monitor-offline' | 'poll-gap' | 'host-paused';

export interface PointReading {
  readonly at: Stamp;
  /** One level a point, in the order of the points; true: closed, or open where the name inverts. */
  readonly levels: readonly boolean[];
  /** Time in which the inputs of this sample's board were not looked at, ms. */
  readonly gapMs: number;
}

export interface PointWatchListener {
  onReading(reading: PointReading): void;
  /** Sight was lost after `since`, the last reading; `undefined` when there was none. Not repeated. */
  onLost(reason: SightLoss, since: Stamp | undefined): void;
  onConcern(concern: BoardConcern, boardId: string): void;
}

export interface PointWatchOptions {
  readonly points: readonly Point[];
  readonly board: (boardId: string) => BoardPort | undefined;
  readonly clock: Clock;
  /** A gap as long as this is a loss of sight, ms. Asked each time, since settings change. */
  readonly blindAfterMs: () => number;
  readonly listener: PointWatchListener;
}

interface WatchedBoard {
  readonly boardId: string;
  sample: BoardSample | undefined;
}

/** How often the silence of a board is looked at; small against every `blindAfterMs`. */
const SILENCE_CHECK_MS = 250;

export class PointWatch {
  private readonly options: PointWatchOptions;
  private readonly boards: readonly WatchedBoard[];
  private unsubscribe: (() => void)[] = [];
  private cancelCheck: (() => void) | undefined;
  private lastReadingAt: Stamp | undefined;
  private sight: 'not-yet' | 'seeing' | 'lost' = 'not-yet';

  constructor(options: PointWatchOptions) {
    this.options = options;
    const boardIds = [...new Set(options.points.map((point) => point.boardId))];
    this.boards = boardIds.map((boardId) => ({ boardId, sample: undefined }));
  }

  start(): void {
    for (const watched of this.boards) {
      const board = this.options.board(watched.boardId);
      if (board === undefined) continue;
      const end = board.subscribe({
        onSample: (sample) => this.take(watched, sample),
        onOffline: () => this.lose('monitor-offline'),
        onConcern: (concern) => this.options.listener.onConcern(concern, watched.boardId),
      });
      this.unsubscribe.push(end);
    }
    this.checkSilence();
  }

  stop(): void {
    for (const end of this.unsubscribe.splice(0)) end();
    this.cancelCheck?.();
    this.forget();
    this.sight = 'not-yet';
  }

  private take(watched: WatchedBoard, sample: BoardSample): void {
    const before = watched.sample;
    const blindAfterMs = this.options.blindAfterMs();
    const gapMs = before === undefined ? 0 : sample.at.monotonicMs - before.askedAtMs;
    const stale = sample.at.monotonicMs - sample.askedAtMs >= blindAfterMs;
    if (stale || gapMs >= blindAfterMs) this.lose(reasonOf(sample, blindAfterMs));
    // A reply this late says how things stood when nobody was looking; the next one is fresh.
    if (stale) return;
    watched.sample = sample;
    const levels = this.levels();
    if (levels === undefined) return;
    this.sight = 'seeing';
    this.lastReadingAt = sample.at;
    this.options.listener.onReading({ at: sample.at, levels, gapMs });
  }

  /** Undefined until every board has been seen. */
  private levels(): readonly boolean[] | undefined {
    const levels: boolean[] = [];
    for (const point of this.options.points) {
      const sample = this.boards.find((watched) => watched.boardId === point.boardId)?.sample;
      const level = sample?.inputs[point.index];
      if (level === undefined) return undefined;
      levels.push(level !== point.inverted);
    }
    return levels;
  }

  private lose(reason: SightLoss): void {
    const toldBefore = this.sight === 'lost';
    this.forget();
    this.sight = 'lost';
    if (!toldBefore) this.options.listener.onLost(reason, this.lastReadingAt);
  }

  private forget(): void {
    for (const watched of this.boards) watched.sample = undefined;
  }

  /** A board that neither answers nor says that it is gone. */
  private checkSilence(): void {
    const dueMs = this.options.clock.monotonicMs() + SILENCE_CHECK_MS;
    this.cancelCheck = this.options.clock.setTimer(SILENCE_CHECK_MS, () => {
      const nowMs = this.options.clock.monotonicMs();
      // Late ourselves: the replies may be waiting behind us, so the next sample decides, with its own gap.
      const late = nowMs - dueMs >= SILENCE_CHECK_MS;
      if (!late && this.boards.some((watched) => isSilent(watched, nowMs, this.options.blindAfterMs()))) {
        this.lose('poll-gap');
      }
      this.checkSilence();
    });
  }
}

function isSilent(watched: WatchedBoard, nowMs: number, blindAfterMs: number): boolean {
  return watched.sample !== undefined && nowMs - watched.sample.at.monotonicMs >= blindAfterMs;
}

function reasonOf(sample: BoardSample, blindAfterMs: number): SightLoss {
  return sample.hostPausedMs * 2 >= blindAfterMs ? 'host-paused' : 'poll-gap';
}
