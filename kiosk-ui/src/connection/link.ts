/**
 * Keeps one socket open: asks whether the service answers, opens, and begins again whenever it is lost. Without the
 * question every attempt on a service that is away would be an error in the browser's console. Knows no screen.
 */
import { io, type Socket } from 'socket.io-client';
import type { ClientToServer, ServerToClient } from '../../../server/contract/socket.ts';
import type { ClockPort } from './screen-port.ts';
import { serviceAnswers } from './shell.ts';

export type LiveSocket = Socket<ServerToClient, ClientToServer>;

/** The first try comes soon, for a link that only blinked; then every second, however long it takes. */
const FIRST_PAUSE_MS = 300;
const PAUSE_MAX_MS = 1000;
/** A handshake takes milliseconds; a network that swallows it is tried again. */
const HANDSHAKE_LIMIT_MS = 4000;

export class Link {
  readonly socket: LiveSocket;
  readonly #clock: ClockPort;
  #pauseMs = FIRST_PAUSE_MS;
  /** From the question on until the handshake is done or has failed. */
  #opening = false;
  #closed = false;

  constructor(stationId: string | undefined, clock: ClockPort) {
    this.#clock = clock;
    this.socket = io({
      transports: ['websocket'],
      autoConnect: false,
      reconnection: false,
      timeout: HANDSHAKE_LIMIT_MS,
      query: stationId === undefined ? {} : { station: stationId },
    });
    this.socket.on('connect', () => {
      this.#opening = false;
      this.#pauseMs = FIRST_PAUSE_MS;
    });
    this.socket.on('disconnect', () => this.#openLater());
    this.socket.on('connect_error', () => this.#openLater());
  }

  open(): void {
    void this.#open();
  }

  /** Drops what is open, known dead or not, and opens anew. */
  again(): void {
    this.#opening = false;
    this.socket.disconnect();
    this.open();
  }

  close(): void {
    this.#closed = true;
    this.socket.close();
  }

  async #open(): Promise<void> {
    if (this.#opening || this.#closed || this.socket.connected) return;
    this.#opening = true;
    const answers = await serviceAnswers(this.#clock);
    if (this.#closed || this.socket.connected) return;
    if (answers) this.socket.connect();
    else this.#openLater();
  }

  #openLater(): void {
    this.#opening = false;
    if (this.#closed) return;
    this.#clock.after(this.#pauseMs, () => this.open());
    this.#pauseMs = Math.min(this.#pauseMs * 2, PAUSE_MAX_MS);
  }
}
