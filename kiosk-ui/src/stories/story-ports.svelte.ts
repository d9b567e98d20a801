/** A screen and a clock that stand still, so that every state can be looked at for as long as it takes. */
import type {
  Heartbeat,
  Notice,
  Problem,
  RequestAnswer,
  ScreenDocument,
} from '../../../server/contract/socket.ts';
import type { ClockPort, ScreenPhase, ScreenPort } from '../connection/screen-port.ts';
import type { Guard } from '../connection/shape.ts';
import type { Hand } from './hands.ts';
import type { StoryAnswers } from './story-answers.ts';

/** `sign-in` is the desk before anybody is signed in, `sign-in-again` after a session has ended in the middle of work. */
export type StoryScreenName =
  'entrance' | 'duty' | 'cabinet' | 'desk' | 'sign-in' | 'sign-in-again' | 'bench';

export interface Story {
  readonly screen: StoryScreenName;
  /** Wall time in Shanghai, `2026-11-23T07:42:13`. */
  readonly at: string;
  readonly document: ScreenDocument;
  /** `offline`: there was no network from the first moment on, so that not even the time is known. */
  readonly phase?: ScreenPhase | 'offline';
  /** Why the stream is refused, where it is. */
  readonly problem?: Problem;
  readonly heartbeat?: Partial<Heartbeat>;
  readonly notice?: Notice;
  readonly answers?: StoryAnswers;
  /** What the service says to an act of a station's screen; without it a sentence of the cabinet. */
  readonly refusal?: { readonly code: string; readonly title: string; readonly clause?: string };
  /** Of the desk: what stands after `#`. */
  readonly page?: string;
  /** What a person does before the state is there to be looked at. */
  readonly hands?: readonly Hand[];
}

export function shanghai(at: string): number {
  return Date.parse(`${at}+08:00`);
}

function hasHeardTheService({ phase }: Story): boolean {
  return phase !== 'loading' && phase !== 'offline' && phase !== 'refused';
}

export class StoryScreen implements ScreenPort {
  readonly #story: Story;

  constructor(story: Story) {
    this.#story = story;
  }
  get phase(): ScreenPhase {
    return this.#story.phase === 'offline' ? 'stale' : (this.#story.phase ?? 'live');
  }
  get staleSinceMs(): number | undefined {
    return this.#story.phase === 'stale' ? shanghai(this.#story.at) - 4000 : undefined;
  }
  get problem(): Problem | undefined {
    return this.#story.problem;
  }
  get heartbeat(): Heartbeat | undefined {
    if (!hasHeardTheService(this.#story)) return undefined;
    return {
      position: 18402,
      streamPosition: 1,
      officeEpochMs: shanghai(this.#story.at),
      demoClock: false,
      build: undefined,
      journal: { writable: true, reason: undefined },
      clock: { believed: true, reason: undefined },
      ...this.#story.heartbeat,
    };
  }
  get ageMs(): number | undefined {
    return !hasHeardTheService(this.#story) ? undefined : this.phase === 'stale' ? 4200 : 400;
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
        status: 409,
        ...(this.#story.refusal ?? {
          code: 'SEALS_NOT_IDENTIFIED',
          title: '柜门未开：未验到保管人身份。请先刷卡，再按指纹。',
          clause: 'YX-Y1',
        }),
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
    this.known = hasHeardTheService(story);
    this.nowMs = shanghai(story.at);
    this.tenthMs = this.nowMs;
  }
  /** Nothing ends in a story: cards and words stay up to be looked at. */
  after(): () => void {
    return () => {};
  }
}
