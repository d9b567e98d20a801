/**
 * All streams now shown somewhere, one for each station's screen and one for each person's desk. Fed by commits; a
 * stream that nobody shows is kept for a minute, so that a page reload resumes it, and then dropped.
 */
import type { Clock } from '../../firmware-bridge/clock.ts';
import type { Principal } from '../access/principal.ts';
import type { ScreenName } from '../contract/socket.ts';
import type { OfficePort } from '../engine/office-port.ts';
import { ScreenDocumentKeeper } from './screen-document.ts';
import { ScreenStream } from './screen-stream.ts';

const KEPT_UNSHOWN_MS = 60_000;
/** Pushes a millisecond that positions leave room for, from one process to the next. */
const POSITIONS_PER_MS = 16;

export class Streams {
  readonly #office: OfficePort;
  readonly #wallClock: Clock;
  readonly #streams = new Map<string, ScreenStream>();
  readonly #dropTimers = new Map<string, () => void>();
  readonly #stopListening: () => void;
  #lastFirst = 0;

  constructor(office: OfficePort, wallClock: Clock) {
    this.#office = office;
    this.#wallClock = wallClock;
    this.#stopListening = office.onCommitted((events) => {
      for (const stream of this.#streams.values()) stream.committed(events);
    });
  }

  /** The stream that this caller may see as this screen; made at first use. */
  streamFor(screen: ScreenName, principal: Principal): ScreenStream {
    const key = streamKey(screen, principal);
    this.#dropTimers.get(key)?.();
    this.#dropTimers.delete(key);
    const known = this.#streams.get(key);
    if (known !== undefined) return known;
    const stationId = principal.kind === 'station' ? principal.stationId : undefined;
    const keeper = new ScreenDocumentKeeper(this.#office, screen, principal, stationId);
    const stream = new ScreenStream(screen, keeper, this.#firstPosition());
    this.#streams.set(key, stream);
    return stream;
  }

  /** Call after a socket has left: the last one out starts the minute. */
  left(screen: ScreenName, principal: Principal): void {
    const key = streamKey(screen, principal);
    const stream = this.#streams.get(key);
    if (stream === undefined || stream.listenerCount > 0 || this.#dropTimers.has(key)) return;
    const cancel = this.#wallClock.setTimer(KEPT_UNSHOWN_MS, () => {
      this.#dropTimers.delete(key);
      if (stream.listenerCount === 0) this.#streams.delete(key);
    });
    this.#dropTimers.set(key, cancel);
  }

  refreshAll(): void {
    for (const stream of this.#streams.values()) stream.refresh();
  }

  stop(): void {
    this.#stopListening();
    for (const cancel of this.#dropTimers.values()) cancel();
    this.#dropTimers.clear();
    this.#streams.clear();
  }

  #firstPosition(): number {
    this.#lastFirst = Math.max(Math.floor(this.#wallClock.epochMs()) * POSITIONS_PER_MS, this.#lastFirst + 1);
    return this.#lastFirst;
  }
}

/** A desk is one person's with the roles they have now: with other roles it is another document. */
function streamKey(screen: ScreenName, principal: Principal): string {
  switch (principal.kind) {
    case 'station':
      return `${screen} station:${principal.stationId}`;
    case 'person':
      return `${screen} person:${principal.personId} ${[...principal.roles].toSorted().join(',')}`;
    default:
      return `${screen} ${principal.kind}`;
  }
}
