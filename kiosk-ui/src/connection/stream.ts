/**
 * A screen's document as the pushes make it, without any socket or clock. A delta follows exactly the push it names in
 * `after`; anything else is a gap and changes nothing, so that the screen asks again instead of guessing.
 */
import type { Delta, ScreenDocument, Snapshot } from '../../../server/contract/socket.ts';
import { isRecord, withoutNulls } from './shape.ts';

export interface StreamState {
  /** Position of the last push taken; undefined before the first snapshot. */
  readonly position: number | undefined;
  readonly document: ScreenDocument;
}
export type DeltaOutcome =
  | { readonly kind: 'applied'; readonly state: StreamState }
  | { readonly kind: 'gap' }
  /** Already held: a push repeated after a reconnect. */
  | { readonly kind: 'old' };

export const EMPTY_STREAM: StreamState = { position: undefined, document: {} };

export function takeSnapshot(snapshot: Snapshot): StreamState {
  return { position: snapshot.position, document: cleaned(snapshot.document) };
}

export function takeDelta(state: StreamState, delta: Delta): DeltaOutcome {
  if (state.position === undefined) return { kind: 'gap' };
  if (delta.position <= state.position) return { kind: 'old' };
  if (delta.after !== state.position) return { kind: 'gap' };
  const kept = Object.entries(state.document).filter(([key]) => !delta.remove.includes(key));
  return {
    kind: 'applied',
    state: { position: delta.position, document: { ...Object.fromEntries(kept), ...cleaned(delta.set) } },
  };
}

/** True where the heartbeat names a later push than we hold: one was lost. */
export function isBehind(state: StreamState, streamPosition: number): boolean {
  return state.position !== undefined && streamPosition > state.position;
}

function cleaned(document: ScreenDocument): ScreenDocument {
  const clean = withoutNulls(document);
  return isRecord(clean) ? clean : {};
}
