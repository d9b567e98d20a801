/** Every vector names where its bytes come from (style: no codec without bytes from a manual or a capture). */
import { describe, expect, it } from 'vitest';
import em4100 from '../vectors/em4100.json' with { type: 'json' };
import ef01 from '../vectors/ef01.json' with { type: 'json' };
import wedge from '../vectors/hid-wedge.json' with { type: 'json' };
import modbus from '../vectors/modbus-rtu.json' with { type: 'json' };

describe.each(Object.entries({ em4100, ef01, wedge, modbus }))('vectors of %s', (_, file) => {
  it('name their source', () => {
    const vectors: readonly unknown[] = Object.values(file).flat();
    expect(vectors.length).toBeGreaterThan(1);
    for (const vector of vectors) expect(vector).toMatchObject({ source: expect.stringMatching(/\S{4}/) });
  });
});
