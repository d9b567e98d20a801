/** A screen and a clock that stand still, so that every state can be looked at for as long as it takes. */
import type { Heartbeat, Notice, RequestAnswer, ScreenDocument } from '../../../server/contract/socket.ts';
import type { ClockPort, ScreenPhase, ScreenPort } from '../connection/screen-port.ts';
import type { Guard } from '../connection/shape.ts';

export interface Story {
  readonly screen: 'entrance' | 'duty' | 'cabinet' | 'desk' | 'bench';
  /** Wall time in Shanghai, `2026-11-23T07:42:13`. */
  readonly at: string;
  readonly document: ScreenDocument;
  readonly phase?: ScreenPhase;
  readonly heartbeat?: Partial<Heartbeat>;
  readonly notice?: Notice;
  /** Answers of HTTP calls by path; stories never reach a service. */
  readonly answers?: Readonly<Record<string, unknown>>;
}

export function shanghai(at: string): number {
  return Date.parse(`${at}+08:00`);
}

export class StoryScreen implements ScreenPort {
  readonly #story: Story;

  constructor(story: Story) {
    this.#story = story;
  }
  get phase(): ScreenPhase {
    return this.#story.phase ?? 'live';
  }
  get staleSinceMs(): number | undefined {
    return this.phase === 'stale' ? shanghai(this.#story.at) - 4000 : undefined;
  }
  get problem(): undefined {
    return undefined;
  }
  get heartbeat(): Heartbeat | undefined {
    if (this.phase === 'loading') return undefined;
    return {
      position: 18402,
      streamPosition: 1,
      officeEpochMs: shanghai(this.#story.at),
      demoClock: false,
      journal: { writable: true, reason: undefined },
      clock: { believed: true, reason: undefined },
      ...this.#story.heartbeat,
    };
  }
  get ageMs(): number | undefined {
    return this.phase === 'loading' ? undefined : this.phase === 'stale' ? 4200 : 400;
  }
  get notice(): Notice | undefined {
    return this.#story.notice;
  }
  value<T>(key: string, guard: Guard<T>): T | undefined {
    const value = this.#story.document[key];
    if (value === undefined) return undefined;
    if (!guard(value)) throw new Error(`story value ${key} is not of the contract's shape`);
    return value;
  }
  all<T>(prefix: string, guard: Guard<T>): readonly T[] {
    return Object.keys(this.#story.document)
      .filter((key) => key.startsWith(prefix))
      .flatMap((key) => {
        const value = this.value(key, guard);
        return value === undefined ? [] : [value];
      });
  }
  request(): Promise<RequestAnswer> {
    return Promise.resolve({
      ok: false,
      problem: {
        code: 'STORY',
        status: 409,
        title: '柜门未开：未验到保管人指纹。请先刷卡，再按指纹。',
        clause: 'YX-Y1',
      },
    });
  }
  again(): void {}
}

export class StoryClock implements ClockPort {
  readonly known: boolean;
  readonly nowMs: number;
  readonly tenthMs: number;
  readonly zone = 'Asia/Shanghai';

  constructor(story: Story) {
    this.known = story.phase !== 'loading';
    this.nowMs = shanghai(story.at);
    this.tenthMs = this.nowMs;
  }
  /** Nothing ends in a story: cards and words stay up to be looked at. */
  after(): () => void {
    return () => {};
  }
}
