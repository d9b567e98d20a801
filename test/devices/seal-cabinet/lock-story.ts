/** Plays contacts to a lock machine: `R0` release, `d`/`D` door open/closed, `l`/`L` bolt drawn/out, each at its ms. */
import { LockMachine, type Contact, type LockFact } from '../../../devices/seal-cabinet/lock-machine.ts';
import { moment } from '../moment.ts';

export const POLL_MS = 10;

export class LockStory {
  readonly machine = new LockMachine({ releaseMs: 5000, openMs: 30_000 });
  readonly facts: LockFact[] = [];
  private door: Contact = { closed: true, since: moment(-60_000) };
  private bolt: Contact = { closed: true, since: moment(-60_000) };
  private releases = 0;
  private nowMs = 0;

  /** Begins the story with a cabinet that has been locked for a minute. */
  locked(): this {
    this.machine.see(this.door, this.bolt, moment(-60_000));
    return this;
  }

  play(text: string, untilMs: number): this {
    const steps = text.split(' ').map((token) => ({ mark: token.slice(0, 1), atMs: Number(token.slice(1)) }));
    for (; this.nowMs <= untilMs; this.nowMs += POLL_MS) {
      for (let step = steps[0]; step !== undefined && step.atMs <= this.nowMs; step = steps[0]) {
        this.act(step.mark, this.nowMs);
        steps.shift();
      }
      this.facts.push(...this.machine.see(this.door, this.bolt, moment(this.nowMs)));
    }
    return this;
  }

  /** The contacts are seen at `atMs` as the marks say; what changed, or is seen anew, stands so since then. */
  see(marks: string, atMs: number): this {
    this.nowMs = atMs;
    for (const mark of marks) this.act(mark, atMs);
    this.facts.push(...this.machine.see(this.door, this.bolt, moment(atMs)));
    return this;
  }

  release(intentId: string, atMs: number): this {
    this.facts.push(...this.machine.released(intentId, moment(atMs)));
    return this;
  }

  lose(atMs: number): this {
    this.facts.push(...this.machine.lost(moment(atMs)));
    return this;
  }

  get told(): readonly string[] {
    return this.facts.map((fact) =>
      fact.kind === 'cabinet-fault'
        ? `fault ${fact.fault} @${fact.at.monotonicMs}`
        : `${fact.lock} ${fact.intentId ?? 'none'} @${fact.at.monotonicMs}`,
    );
  }

  private act(mark: string, atMs: number): void {
    const since = moment(atMs);
    if (mark === 'R') this.release(`i-${(this.releases += 1)}`, atMs);
    else if (mark === 'd' || mark === 'D') this.door = { closed: mark === 'D', since };
    else this.bolt = { closed: mark === 'L', since };
  }
}
