/** Who sits at the desk: asked at the start, changed by signing in, the first set-up and signing out. */
import { call, type Answer } from '../../connection/api.ts';
import type { Problem } from '../../../../server/contract/socket.ts';
import { isAnything } from '../../connection/shape.ts';
import { isSessionAnswer } from './shapes.ts';

export class DeskSession {
  #stage = $state.raw<'checking' | 'out' | 'in'>('checking');
  #setupNeeded = $state.raw(false);
  #problem = $state.raw<Problem | undefined>();

  get stage(): 'checking' | 'out' | 'in' {
    return this.#stage;
  }
  get setupNeeded(): boolean {
    return this.#setupNeeded;
  }
  get problem(): Problem | undefined {
    return this.#problem;
  }

  async check(): Promise<void> {
    const answer = await call('GET', '/api/session', isSessionAnswer);
    this.#problem = answer.ok ? undefined : answer.problem;
    this.#setupNeeded = answer.ok && answer.value.setupNeeded;
    this.#stage = answer.ok && answer.value.signedIn ? 'in' : 'out';
  }
  signIn(username: string, password: string): Promise<boolean> {
    return this.#enter(call('POST', '/api/session', isAnything, { username, password }));
  }
  setUp(body: {
    readonly code: string;
    readonly name: string;
    readonly username: string;
    readonly password: string;
  }): Promise<boolean> {
    return this.#enter(call('POST', '/api/setup', isAnything, body));
  }
  async signOut(): Promise<void> {
    await call('DELETE', '/api/session', isAnything);
    await this.check();
  }
  /** The service no longer knows this session: revoked, expired, or signed out elsewhere. */
  ended(problem: Problem | undefined): void {
    this.#problem = problem;
    this.#stage = 'out';
  }

  async #enter(asked: Promise<Answer<unknown>>): Promise<boolean> {
    const answer = await asked;
    this.#problem = answer.ok ? undefined : answer.problem;
    if (answer.ok) this.#stage = 'in';
    return answer.ok;
  }
}
