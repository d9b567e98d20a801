/** Classes of sign-in times as they are drawn. */
import { describe, expect, it } from 'vitest';
import { spreadOf } from '../../kiosk-ui/src/screens/desk/sign-in-spread.ts';

describe('the spread of sign-in times', () => {
  it('leaves out no class between two, so that the axis is time', () => {
    expect(
      spreadOf(
        [
          { from: '07:40', to: '07:45', people: 9 },
          { from: '07:55', to: '08:00', people: 1 },
        ],
        '08:00:01',
      ),
    ).toEqual([
      { from: '07:40', to: '07:45', people: 9 },
      { from: '07:45', to: '07:50', people: 0 },
      { from: '07:50', to: '07:55', people: 0 },
      { from: '07:55', to: '08:00', people: 1 },
    ]);
  });
  it('gathers what is half an hour and more after the edge, and loses nobody', () => {
    const spread = spreadOf(
      [
        { from: '08:20', to: '08:25', people: 2 },
        { from: '08:30', to: '08:35', people: 3 },
        { from: '17:25', to: '17:30', people: 4 },
      ],
      '08:00:01',
    );
    expect(spread.map(({ people }) => people)).toEqual([2, 0, 7]);
    expect(spread.at(-1)).toEqual({ from: '08:30', to: undefined, people: 7 });
  });
  it('holds whoever came only in the afternoon, and is nothing of nobody', () => {
    expect(spreadOf([{ from: '14:00', to: '14:05', people: 1 }], '08:00:01')).toEqual([
      { from: '14:00', to: undefined, people: 1 },
    ]);
    expect(spreadOf([], '08:00:01')).toEqual([]);
  });
});
