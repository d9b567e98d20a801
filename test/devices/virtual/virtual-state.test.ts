/** State files come back as they were exported; anything odd is no state. */
import { describe, expect, it } from 'vitest';
import { EMPTY_VIRTUAL_STATE, parseVirtualState } from '../../../devices/virtual/virtual-state.ts';

const STATE = {
  version: 1,
  modules: {
    'entrance-finger': { prints: [{ print: 'zhang', page: 3 }], notepad: { '0': '44'.repeat(32) } },
  },
  boards: { 'board-1': { modes: [0, 1, 2, 3, 0, 0, 0, 0] } },
  cabinets: { 'seal-cabinet-1': { occupied: [true, false] } },
};

describe('virtual state', () => {
  it('survives JSON', () => {
    expect(parseVirtualState(JSON.parse(JSON.stringify(STATE)))).toEqual(STATE);
    expect(parseVirtualState(EMPTY_VIRTUAL_STATE)).toEqual(EMPTY_VIRTUAL_STATE);
  });

  it.each([
    ['nothing', undefined],
    ['a list', []],
    ['another version', { ...STATE, version: 2 }],
    ['no cabinets', { version: 1, modules: {}, boards: {} }],
    ['a print without a page', { ...STATE, modules: { a: { prints: [{ print: 'zhang' }], notepad: {} } } }],
    [
      'a negative page',
      { ...STATE, modules: { a: { prints: [{ print: 'zhang', page: -1 }], notepad: {} } } },
    ],
    ['a notepad page 16', { ...STATE, modules: { a: { prints: [], notepad: { '16': '00'.repeat(32) } } } }],
    ['a short notepad page', { ...STATE, modules: { a: { prints: [], notepad: { '0': '00' } } } }],
    ['a mode 4', { ...STATE, boards: { a: { modes: [4] } } }],
    ['a slot that is neither full nor empty', { ...STATE, cabinets: { a: { occupied: ['yes'] } } }],
  ])('%s is no state', (_, value) => {
    expect(parseVirtualState(value)).toBeUndefined();
  });
});
