/**
 * Runs one job inside the group's transaction, in a savepoint of its own: every module decides, what they decided is
 * appended, registered and evolved, and each recorded event is offered to every module again, breadth first, until
 * nobody has more to say. What throws is rolled back alone.
 */
import { stampOf, type Clock, type Stamp } from '../../firmware-bridge/clock.ts';
import type { Principal } from '../access/principal.ts';
import { RuleViolation } from '../errors.ts';
import { storageFaultOf } from '../journal/storage-error.ts';
import type { Context } from './context.ts';
import type { Input } from './input.ts';
import { momentOf, toInput } from './intake.ts';
import type { Job, JobOutcome, Processed } from './job.ts';
import type { Decision, Effect } from './module.ts';
import type { OfficeMemory } from './office-memory.ts';
import type { OfficeStore } from './office-store.ts';
import type { ActorRef, OfficeEvent, RecordedEvent } from './recorded-event.ts';

/** An edge may judge everyone of a large office at once, each with a line of its own and a reaction or two. */
const EVENTS_PER_INPUT_MAX = 200_000;
/** Reactions to reactions; the longest honest chain is a handful. */
const GENERATIONS_MAX = 32;

export interface GroupStamp {
  readonly recordedAtMs: number;
  readonly officeDate: string;
}

/** One input on its way through the modules. */
interface Passage {
  readonly context: Context;
  readonly actor: ActorRef;
  readonly group: GroupStamp;
  readonly events: RecordedEvent[];
  /** For each event, how many reactions lie between it and the input. */
  readonly generations: number[];
  readonly effects: Effect[];
  answer: unknown;
}

export interface JobRunnerOptions {
  readonly clock: Clock;
  readonly memory: OfficeMemory;
  readonly store: OfficeStore;
  readonly contextAt: (now: Stamp) => Context;
}

export class JobRunner {
  readonly #options: JobRunnerOptions;
  readonly #requestTypes: ReadonlySet<string>;
  #evolved = false;
  #rebuilds = 0;

  constructor(options: JobRunnerOptions) {
    this.#options = options;
    const types = options.memory.modules.flatMap((module) => module.requests.map(({ type }) => type));
    this.#requestTypes = new Set(types);
  }

  /** States read again because an input was rolled back after it had been evolved. */
  get rebuilds(): number {
    return this.#rebuilds;
  }

  /** Throws only errors of storage, which end the whole group, and where the states cannot be read again. */
  run(job: Job, group: GroupStamp): JobOutcome {
    const { store, memory } = this.#options;
    const mark = store.journal.mark();
    store.savepoint();
    this.#evolved = false;
    try {
      const processed = this.#process(job, group);
      store.release();
      return { job, outcome: 'processed', processed };
    } catch (error) {
      if (storageFaultOf(error) !== undefined) throw error;
      store.rollbackToSavepoint();
      store.journal.rewind(mark);
      if (this.#evolved) {
        memory.replace(store.states.load());
        this.#rebuilds += 1;
      }
      return { job, outcome: 'rolled-back', error };
    }
  }

  #process(job: Job, group: GroupStamp): Processed {
    const { clock, store, memory } = this.#options;
    switch (job.kind) {
      case 'device': {
        const input = toInput(job.event, store.vault, (cardRef) => memory.views.people.holderOfCard(cardRef));
        return this.#pass(input, momentOf(job.event), `device:${job.event.deviceId}`, group);
      }
      case 'request': {
        const { principal, request, arrivedAt } = job;
        if (!this.#requestTypes.has(request.type)) throw unknownRequest(request.type);
        return this.#pass({ kind: 'request', principal, request }, arrivedAt, actorOf(principal), group);
      }
      case 'deadline': {
        if (store.hasPassed(job.deadline.key)) return { events: [], effects: [], answer: undefined };
        return this.#pass({ kind: 'deadline', deadline: job.deadline }, stampOf(clock), 'system', group);
      }
      case 'facts': {
        job.alongside?.(store);
        const passage = this.#enter(stampOf(clock), 'system', group);
        this.#record(passage, job.events);
        return this.#react(passage);
      }
    }
  }

  #pass(input: Input, now: Stamp, actor: ActorRef, group: GroupStamp): Processed {
    const passage = this.#enter(now, actor, group);
    const decided = this.#decide(passage, input);
    this.#record(passage, decided);
    return this.#react(passage);
  }

  #enter(now: Stamp, actor: ActorRef, group: GroupStamp): Passage {
    const context = this.#options.contextAt(now);
    return { context, actor, group, events: [], generations: [], effects: [], answer: undefined };
  }

  /** Offers recorded events to all modules in the order of recording; what they add is offered in turn. */
  #react(passage: Passage): Processed {
    for (let at = 0; at < passage.events.length; at += 1) {
      const event = passage.events[at];
      if (event === undefined) break;
      this.#record(passage, this.#decide(passage, { kind: 'recorded', event }), at);
    }
    return passage;
  }

  #decide(passage: Passage, input: Input): readonly OfficeEvent[] {
    const { memory } = this.#options;
    const events: OfficeEvent[] = [];
    for (const module of memory.modules) {
      const decision: Decision = module.decide(memory.stateOf(module.name), input, passage.context);
      events.push(...decision.events);
      if (decision.effects !== undefined) passage.effects.push(...decision.effects);
      if (decision.answer !== undefined && input.kind === 'request') passage.answer ??= decision.answer;
    }
    return events;
  }

  /**
   * All of them on disk and registered first, and only then into the states. `reactsTo`: index of the event that they
   * react to; otherwise they come from the input itself and share the first of them as their cause.
   */
  #record(passage: Passage, events: readonly OfficeEvent[], reactsTo?: number): void {
    if (events.length === 0) return;
    const generation = reactsTo === undefined ? 0 : (passage.generations[reactsTo] ?? 0) + 1;
    if (generation > GENERATIONS_MAX || passage.events.length + events.length > EVENTS_PER_INPUT_MAX) {
      throw new RangeError('one input leads to ever more events: modules react in a circle');
    }
    const { store, memory } = this.#options;
    const { actor, group } = passage;
    const recorded: RecordedEvent[] = [];
    for (const event of events) {
      const cause = reactsTo === undefined ? recorded[0]?.position : passage.events[reactsTo]?.position;
      const line = store.journal.append({ event, actor, cause, ...group });
      store.registers.apply(line);
      recorded.push(line);
    }
    this.#evolved = true;
    for (const line of recorded) {
      memory.evolve(line);
      passage.events.push(line);
      passage.generations.push(generation);
    }
  }
}

export function actorOf(principal: Principal): ActorRef {
  switch (principal.kind) {
    case 'person':
      return `person:${principal.personId}`;
    case 'station':
      return `station:${principal.stationId}`;
    case 'token':
      return `token:${principal.tokenId}`;
    case 'system':
      return 'system';
    case 'nobody':
      return 'nobody';
  }
}

function unknownRequest(type: string): RuleViolation {
  return new RuleViolation('REQUEST_UNKNOWN', `未办理：没有“${type}”这一事项。请刷新页面后重试。`);
}
