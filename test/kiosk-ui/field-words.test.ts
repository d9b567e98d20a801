/** The place of a mistake in the words of a form. */
import { describe, expect, it } from 'vitest';
import { placeOfMistake } from '../../kiosk-ui/src/text/field-words.ts';

describe('the place of a mistake', () => {
  it('is what the form calls it', () => {
    expect(placeOfMistake('copies')).toEqual({ place: undefined, word: 'field.copies' });
  });
  it('counts from one in a list', () => {
    expect(placeOfMistake('items[1].copies')).toEqual({ place: 2, word: 'field.copies' });
    expect(placeOfMistake('itemIds[0]')).toEqual({ place: 1, word: 'field.items' });
  });
  it('of no word stays unnamed', () => {
    expect(placeOfMistake('constructor')).toEqual({ place: undefined, word: undefined });
    expect(placeOfMistake('')).toEqual({ place: undefined, word: undefined });
  });
});
