/** When a page that was left open over an update loads itself anew: in a quiet moment, and once for each build. */
import { describe, expect, it } from 'vitest';
import { nextUpdateStep, type UpdateFacts } from '../../kiosk-ui/src/connection/update.ts';

const QUIET: UpdateFacts = {
  own: 'a',
  served: 'b',
  reloadedFor: undefined,
  untouchedForMs: 60_000,
  unchangedForMs: 60_000,
  typed: false,
  idle: true,
};

describe('a page left open over an update', () => {
  it('loads itself anew in a quiet moment', () => {
    expect(nextUpdateStep(QUIET)).toBe('reload');
  });

  it.each([
    ['somebody is typing', { typed: true }],
    ['somebody has just touched it', { untouchedForMs: 5000 }],
    ['a card has just come up', { unchangedForMs: 1000 }],
    ['a session is open or a line rings', { idle: false }],
    ['it has loaded itself for this build before', { reloadedFor: 'b' }],
  ])('only says so while %s', (_why, facts: Partial<UpdateFacts>) => {
    expect(nextUpdateStep({ ...QUIET, ...facts })).toBe('outdated');
  });

  it('loads itself again for the build after that', () => {
    expect(nextUpdateStep({ ...QUIET, served: 'c', reloadedFor: 'b' })).toBe('reload');
  });

  it.each([
    ['of the build that is served', { served: 'a' }],
    ['of no build, as in development', { own: undefined }],
    ['of a service that names none', { served: undefined }],
  ])('is left alone %s', (_why, facts: Partial<UpdateFacts>) => {
    expect(nextUpdateStep({ ...QUIET, ...facts })).toBe('current');
  });
});
