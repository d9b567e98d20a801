/**
 * What a screen's components see of the service: a document, whether it is live, and a way to ask. The socket stands
 * behind it in `screen-store.svelte.ts`; stories stand behind it with fixed documents.
 */
import { createContext } from 'svelte';
import type { Heartbeat, Notice, Problem, RequestAnswer } from '../../../server/contract/socket.ts';
import type { Guard } from './shape.ts';

/** `refused`: the service answers, but this screen may not see the stream (not paired, not signed in). */
export type ScreenPhase = 'loading' | 'live' | 'stale' | 'refused';

export interface ScreenPort {
  readonly phase: ScreenPhase;
  /** Office clock, from when on what is shown cannot be vouched for; only while stale. */
  readonly staleSinceMs: number | undefined;
  readonly problem: Problem | undefined;
  readonly heartbeat: Heartbeat | undefined;
  /** Since the last heartbeat; undefined before the first. */
  readonly ageMs: number | undefined;
  /** The last passing word of the station, until its time is up. */
  readonly notice: Notice | undefined;
  value<T>(key: string, guard: Guard<T>): T | undefined;
  /** All values under a prefix such as `row/`, in the order of their keys. */
  all<T>(prefix: string, guard: Guard<T>): readonly T[];
  request(type: string, body: unknown): Promise<RequestAnswer>;
  /** Asks for the stream again, after pairing or signing in. */
  again(): void;
}

export interface ClockPort {
  /** False until the service has told the time. */
  readonly known: boolean;
  /** Office time in whole seconds; steps once a second. */
  readonly nowMs: number;
  /** Office time in tenths, for what is counted in tenths. */
  readonly tenthMs: number;
  readonly zone: string;
  /** Runs once after so many milliseconds of real time; the answer takes it back. */
  after(delayMs: number, run: () => void): () => void;
}

export const [getScreen, setScreen] = createContext<ScreenPort>();
export const [getClock, setClock] = createContext<ClockPort>();
