/** Who sits at the desk: asked at the start, changed by signing in, the first set-up and signing out. */
import { call, type Answer } from '../../connection/api.ts';
import type { Problem } from '../../../../server/contract/socket.ts';
import type { ClockPort } from '../../connection/screen-port.ts';
import { isAnything, isText, shapeOf } from '../../connection/shape.ts';
import { serviceAnswers } from '../../connection/shell.ts';
import { deskRoute } from './route.svelte.ts';
import { isSessionAnswer } from './shapes.ts';

/** Before the service has said who sits here: nothing, and after a while that it does not answer. */
export type DeskStage = 'checking' | 'waiting' | 'out' | 'in';

const ASK_AGAIN_MS = 2000;
const NO_LINK = 'SCREEN_NO_LINK';
const isEntered = shapeOf<{ readonly personId: string }>({ personId: isText });

export class DeskSession {
  readonly #clock: ClockPort;
  #stage = $state.raw<DeskStage>('checking');
  #setupNeeded = $state.raw(false);
  #demo = $state.raw(false);
  #problem = $state.raw<Problem | undefined>();
  #interrupted = $state.raw(false);
  #visit = $state.raw(0);
  #personId: string | undefined;
  /** Who sat here last, also after signing out. */
  #lastPersonId: string | undefined;
  #leaving = false;

  constructor(clock: ClockPort) {
    this.#clock = clock;
  }

  get stage(): DeskStage {
    return this.#stage;
  }
  get setupNeeded(): boolean {
    return this.#setupNeeded;
  }
  /** The service is the demonstration, whose accounts stand on the bench page. */
  get demo(): boolean {
    return this.#demo;
  }
  get problem(): Problem | undefined {
    return this.#problem;
  }

  /** The session ended in the middle of work, and nobody has signed in since. */
  get interrupted(): boolean {
    return this.#interrupted;
  }
  /** Raised where a desk begins anew; the same while its person only signs in again. */
  get visit(): number {
    return this.#visit;
  }

  /** Asks until the service answers: a page that was loaded while it is away must come by itself. */
  async check(): Promise<void> {
    const answer = (await serviceAnswers(this.#clock))
      ? await call('GET', '/api/session', isSessionAnswer)
      : undefined;
    if (answer === undefined || (!answer.ok && answer.problem.code === NO_LINK)) {
      this.#stage = 'waiting';
      this.#clock.after(ASK_AGAIN_MS, () => void this.check());
      return;
    }
    this.#problem = answer.ok ? undefined : answer.problem;
    this.#setupNeeded = answer.ok && answer.value.setupNeeded;
    this.#demo = answer.ok && answer.value.demo;
    this.#personId = answer.ok ? answer.value.personId : undefined;
    this.#lastPersonId = this.#personId ?? this.#lastPersonId;
    this.#stage = answer.ok && answer.value.signedIn ? 'in' : 'out';
  }
  signIn(username: string, password: string): Promise<boolean> {
    return this.#enter(call('POST', '/api/session', isEntered, { username, password }));
  }
  setUp(body: {
    readonly code: string;
    readonly name: string;
    readonly username: string;
    readonly password: string;
  }): Promise<boolean> {
    return this.#enter(call('POST', '/api/setup', isEntered, body));
  }
  async signOut(): Promise<void> {
    this.#leaving = true;
    await call('DELETE', '/api/session', isAnything);
    await this.check();
    this.#leaving = false;
  }
  /** The service no longer knows this session: revoked, expired, or signed out elsewhere. */
  ended(problem: Problem | undefined): void {
    this.#problem = problem;
    // Whoever signs out by their own hand leaves nothing behind.
    this.#interrupted = !this.#leaving;
    this.#stage = 'out';
  }

  async #enter(asked: Promise<Answer<{ readonly personId: string }>>): Promise<boolean> {
    const answer = await asked;
    this.#problem = answer.ok ? undefined : answer.problem;
    if (answer.ok) {
      // What one person typed is no other person's to see.
      if (!this.#interrupted || answer.value.personId !== this.#personId) this.#visit += 1;
      this.#personId = answer.value.personId;
      if (this.#lastPersonId !== undefined && this.#lastPersonId !== this.#personId) deskRoute.beginAnew();
      this.#lastPersonId = this.#personId;
      this.#interrupted = false;
      this.#stage = 'in';
    }
    return answer.ok;
  }
}
