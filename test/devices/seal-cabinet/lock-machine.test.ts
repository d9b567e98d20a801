/** The lock machine on settled contacts: every vector and row of the interpretation table, hardware notes §10. */
import { describe, expect, it } from 'vitest';
import { LockStory } from './lock-story.ts';

describe('YX-Y1: an opening by release', () => {
  it('YX-Y1: released, opened at 1.2 s, closed at 9.0 s, bolt out at 9.1 s: opened and locked, no alarm', () => {
    const story = new LockStory().locked().play('R0 l100 d1200 D9000 L9100', 10_000);
    expect(story.told).toEqual(['unlocking i-1 @0', 'open i-1 @1200', 'locked i-1 @9100']);
  });

  it('YX-Y1: no door within 5 s of the release: did not open, then locked again, no alarm', () => {
    const story = new LockStory().locked().play('R0 l100 L600', 10_500);
    expect(story.told).toEqual(['unlocking i-1 @0', 'did-not-open i-1 @5000', 'locked i-1 @10000']);
  });

  it('YX-Y1: the door opens exactly at the end of the release: by right', () => {
    expect(new LockStory().locked().play('R0 l100 d5000', 5500).told.at(-1)).toBe('open i-1 @5000');
  });

  it('YX-Y1: the bolt stays drawn, and no reading falls between the end of the release and the door: by right', () => {
    const story = new LockStory().locked().play('R0 l100', 4900).see('d', 5400);
    expect(story.told.at(-1)).toBe('open i-1 @5400');
  });

  it('YX-Y1: the bolt was out again, and no reading falls between the end of the release and the door: forced', () => {
    const story = new LockStory().locked().play('R0 l100 L600', 4900).see('dl', 5400);
    expect(story.told.at(-1)).toBe('forced none @5400');
  });

  it('YX-Y1: the door opens one poll after the end of the release, the bolt out: forced', () => {
    expect(new LockStory().locked().play('R0 l100 L600 d5010', 5500).told.at(-1)).toBe('forced none @5010');
  });

  it('YX-Y1: open since 1 s and still at 31 s, with 30 s allowed: held at 31 s, counted from the opening', () => {
    const story = new LockStory().locked().play('R0 l100 d1000', 40_000);
    expect(story.told.at(-1)).toBe('held i-1 @31000');
  });

  it('YX-Y1: one poll before the time is over it is not held yet', () => {
    expect(new LockStory().locked().play('R0 l100 d1000', 30_990).told.at(-1)).toBe('open i-1 @1000');
  });

  it('held past the limit and closed again: locked', () => {
    const story = new LockStory().locked().play('R0 l100 d1000 D35000 L35100', 36_000);
    expect(story.told.slice(-2)).toEqual(['held i-1 @31000', 'locked i-1 @35100']);
  });

  it('opened, closed and opened again before the bolt was out: still the same opening', () => {
    const story = new LockStory().locked().play('R0 l100 d1000 D3000 d3500 D6000 L6100', 7000);
    expect(story.told).toEqual(['unlocking i-1 @0', 'open i-1 @1000', 'locked i-1 @6100']);
  });

  it('opened again after the bolt was out, within the release: forced, the release was used up', () => {
    const story = new LockStory().locked().play('R0 l100 d1000 D2000 L2100 l2900 d3000', 4000);
    expect(story.told.slice(-2)).toEqual(['locked i-1 @2100', 'forced none @3000']);
  });
});

describe('YX-Y1: what nobody released', () => {
  it('YX-Y1: the door opens with no release: forced, at once, at the moment of the contact', () => {
    expect(new LockStory().locked().play('d0', 0).told).toEqual(['forced none @0']);
  });

  it('YX-Y1: the door was open before the release left: forced', () => {
    const story = new LockStory().locked();
    story.see('d', 100).release('i-1', 90);
    expect(story.told).toContain('forced none @100');
  });

  it('a forced door closed and locked again: locked', () => {
    expect(new LockStory().locked().play('l0 d10 D5000 L5100', 6000).told.at(-1)).toBe('locked none @5100');
  });

  it('the bolt drawn with a key, door closed, for 2 s: did not relock; the door then opens: forced', () => {
    const story = new LockStory().locked().play('l0 d4000', 5000);
    expect(story.told).toEqual(['did-not-relock none @2000', 'forced none @4000']);
  });

  it('the bolt drawn for less than 2 s is nothing', () => {
    expect(new LockStory().locked().play('l0 L1990', 5000).told).toEqual([]);
  });

  it('after "did not open" the key opens it: forced, the release is over', () => {
    const story = new LockStory().locked().play('R0 l100 L600 l6000 d9000', 10_000);
    expect(story.told.slice(-2)).toEqual(['did-not-relock i-1 @8000', 'forced none @9000']);
  });
});

describe('what did not lock', () => {
  it('the bolt stays drawn behind the closed door: did not relock after 2 s, locked when it comes out', () => {
    const story = new LockStory().locked().play('R0 l100 d1000 D5000 L9000', 10_000);
    expect(story.told.slice(-2)).toEqual(['did-not-relock i-1 @7000', 'locked i-1 @9000']);
  });

  it('the bolt stays drawn and nobody opened: did not relock at the end of the release', () => {
    expect(new LockStory().locked().play('R0 l100', 5500).told.at(-1)).toBe('did-not-relock i-1 @5000');
  });

  it('opened once more because it would not latch: open by the same right, not forced', () => {
    const story = new LockStory().locked().play('R0 l100 d1000 D5000 d8000 D9000 L9100', 10_000);
    expect(story.told.slice(-3)).toEqual(['did-not-relock i-1 @7000', 'open i-1 @8000', 'locked i-1 @9100']);
  });

  it('the bolt is out while the door stands open: told once as a contradiction, after a second', () => {
    const story = new LockStory().locked().play('d0', 5000);
    expect(story.told).toEqual(['forced none @0', 'fault contacts-disagree @1000']);
  });

  it('a contradiction of 990 ms is movement', () => {
    expect(new LockStory().locked().play('R0 l100 d1000 L2000 l2980', 4000).told).not.toContain(
      'fault contacts-disagree @3000',
    );
  });
});

describe('sight', () => {
  it('is unknown until the first sight', () => {
    const story = new LockStory();
    expect(story.machine.state).toBe('unknown');
    expect(story.see('DL', 0).told).toEqual(['locked none @0']);
  });

  it('a door found open at the start is open, not forced: nobody saw', () => {
    expect(new LockStory().see('dl', 0).told).toEqual(['open none @0']);
  });

  it('a bolt found drawn behind a closed door at the start did not relock', () => {
    expect(new LockStory().see('Dl', 0).play('l0', 3000).told).toEqual(['did-not-relock none @2000']);
  });

  it('lost and found locked', () => {
    const story = new LockStory().locked().lose(100).see('DL', 900);
    expect(story.told).toEqual(['unknown none @100', 'locked none @900']);
  });

  it('locked before, open afterwards: an opening that nobody released', () => {
    expect(new LockStory().locked().lose(100).see('dl', 900).told.at(-1)).toBe('forced none @900');
  });

  it('the adapter drops out at the instant of unlocking: the release stands', () => {
    const story = new LockStory().locked().release('i-1', 0).lose(20).see('Dl', 900).play('l900 d1200', 1500);
    expect(story.told).toEqual([
      'unlocking i-1 @0',
      'unknown i-1 @20',
      'unlocking i-1 @900',
      'open i-1 @1200',
    ]);
  });

  it('opened while out of sight within the release: by right', () => {
    expect(new LockStory().locked().release('i-1', 0).lose(20).see('dl', 3000).told.at(-1)).toBe(
      'open i-1 @3000',
    );
  });

  it('released, out of sight until the release was over, and found open: nobody saw, so it is not forced', () => {
    const story = new LockStory().locked().release('i-1', 0).lose(20).see('dl', 9000);
    expect(story.told.at(-1)).toBe('open i-1 @9000');
    expect(story.play('l9000', 40_000).told.at(-1)).toBe('held i-1 @39000');
  });

  it('did not open, then out of sight and found open: the bolt was out again, forced', () => {
    const story = new LockStory().locked().play('R0 l100 L600', 6000).lose(6000).see('dl', 9000);
    expect(story.told.at(-1)).toBe('forced none @9000');
  });

  it('open before and after: still open, and the time goes on', () => {
    const story = new LockStory()
      .locked()
      .play('R0 l100 d1000', 5000)
      .lose(5000)
      .see('dl', 8000)
      .play('l0', 31_500);
    expect(story.told.slice(-2)).toEqual(['open i-1 @8000', 'held i-1 @31000']);
  });

  it('not relocked before, open afterwards: the same opening', () => {
    const story = new LockStory().locked().play('R0 l100 d1000 D5000', 8000).lose(8000).see('dl', 9000);
    expect(story.told.at(-1)).toBe('open i-1 @9000');
  });

  it('losing sight twice is told once', () => {
    expect(new LockStory().locked().lose(100).lose(200).told).toHaveLength(1);
  });
});
