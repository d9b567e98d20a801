/** Guards at the wire: the contract's shape or nothing. */
import { describe, expect, it } from 'vitest';
import { isBadge, isEdges, isLine } from '../../kiosk-ui/src/connection/contract-shapes.ts';
import { isSession } from '../../kiosk-ui/src/connection/cabinet-shapes.ts';
import {
  listOf,
  oneOf,
  orNothing,
  isText,
  shapeOf,
  withoutNulls,
} from '../../kiosk-ui/src/connection/shape.ts';

describe('guards', () => {
  const guard = shapeOf<{ name: string; kind: 'a' | 'b'; note: string | undefined; tags: readonly string[] }>(
    {
      name: isText,
      kind: oneOf('a', 'b'),
      note: orNothing(isText),
      tags: listOf(isText),
    },
  );

  it('take the shape, with fields to spare', () => {
    expect(guard({ name: 'x', kind: 'a', tags: [], more: 1 })).toBe(true);
  });

  it.each([
    [null],
    [[]],
    ['x'],
    [{ name: 'x', kind: 'c', tags: [] }],
    [{ name: 'x', kind: 'a', tags: [1] }],
    [{ kind: 'a', tags: [] }],
  ])('refuse %j', (value) => {
    expect(guard(value)).toBe(false);
  });

  it('read null as nothing, at any depth', () => {
    expect(withoutNulls({ a: null, b: [{ c: null, d: 1 }] })).toEqual({ b: [{ d: 1 }] });
  });

  it('refuse a badge state and a line state that the contract does not know', () => {
    const badge = { id: '1', name: '王建国', time: '07:42:13', atMs: 1, by: 'finger', state: 'on-time' };
    expect(isBadge(badge)).toBe(true);
    expect(isBadge({ ...badge, state: 'illegal' })).toBe(false);
    expect(isLine({ lineId: 'l', name: '一线', number: '', state: 'ring-2', ring: 2, sinceMs: 1 })).toBe(
      true,
    );
    expect(isLine({ lineId: 'l', name: '一线', number: '', state: 'ring-9', ring: 2, sinceMs: 1 })).toBe(
      false,
    );
    expect(isEdges({ signInOpensMs: Number.NaN })).toBe(false);
  });

  it('take an idle session', () => {
    expect(isSession({ step: 'idle', factors: [], chosenRequestIds: [], toRegister: [], toReturn: [] })).toBe(
      true,
    );
  });
});
