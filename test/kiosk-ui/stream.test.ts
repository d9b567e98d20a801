/** A screen's document: what follows is applied, what does not follow is a gap and changes nothing. */
import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import {
  EMPTY_STREAM,
  isBehind,
  takeDelta,
  takeSnapshot,
  type StreamState,
} from '../../kiosk-ui/src/connection/stream.ts';

const start: StreamState = takeSnapshot({
  screen: 'entrance',
  position: 5,
  document: { a: 1, b: { c: null, d: 2 } },
});

describe('a snapshot', () => {
  it('replaces the document and drops what says nothing', () => {
    expect(start).toEqual({ position: 5, document: { a: 1, b: { d: 2 } } });
  });
});

describe('a delta', () => {
  it('that follows sets and removes keys', () => {
    const outcome = takeDelta(start, {
      screen: 'entrance',
      after: 5,
      position: 6,
      set: { e: 3 },
      remove: ['a'],
    });
    expect(outcome).toEqual({ kind: 'applied', state: { position: 6, document: { b: { d: 2 }, e: 3 } } });
  });

  it('may jump in position as long as it names the push before it', () => {
    const outcome = takeDelta(start, { screen: 'entrance', after: 5, position: 40, set: {}, remove: [] });
    expect(outcome.kind).toBe('applied');
  });

  it('that names another push is a gap', () => {
    expect(takeDelta(start, { screen: 'entrance', after: 6, position: 7, set: {}, remove: [] }).kind).toBe(
      'gap',
    );
  });

  it('that is held already is old, not a gap', () => {
    expect(
      takeDelta(start, { screen: 'entrance', after: 4, position: 5, set: { a: 9 }, remove: [] }).kind,
    ).toBe('old');
  });

  it('before any snapshot is a gap', () => {
    expect(
      takeDelta(EMPTY_STREAM, { screen: 'entrance', after: 0, position: 1, set: {}, remove: [] }).kind,
    ).toBe('gap');
  });

  it('leaves untouched values as they are, so that nothing else is drawn again', () => {
    const outcome = takeDelta(start, {
      screen: 'entrance',
      after: 5,
      position: 6,
      set: { a: 2 },
      remove: [],
    });
    expect(outcome.kind === 'applied' && outcome.state.document['b'] === start.document['b']).toBe(true);
  });

  it('never changes the state it was given, whatever arrives in whatever order', () => {
    const delta = fc.record({
      after: fc.nat(8),
      position: fc.nat(8),
      key: fc.constantFrom('a', 'b', 'c'),
      value: fc.integer(),
    });
    fc.assert(
      fc.property(fc.array(delta, { maxLength: 30 }), (deltas) => {
        let state = takeSnapshot({ screen: 'duty', position: 0, document: {} });
        for (const { after, position, key, value } of deltas) {
          const before = structuredClone(state);
          const outcome = takeDelta(state, {
            screen: 'duty',
            after,
            position,
            set: { [key]: value },
            remove: [],
          });
          expect(state).toEqual(before);
          if (outcome.kind !== 'applied') continue;
          expect(after).toBe(state.position);
          expect(position).toBeGreaterThan(state.position ?? -1);
          state = outcome.state;
        }
      }),
    );
  });
});

describe('a heartbeat', () => {
  it('that names a later push shows that one was lost', () => {
    expect(isBehind(start, 5)).toBe(false);
    expect(isBehind(start, 6)).toBe(true);
    expect(isBehind(EMPTY_STREAM, 6)).toBe(false);
  });
});
