/** What a newcomer reads first: where it is, how to sign in, what is virtual. */
import { describe, expect, it } from 'vitest';
import { announcement, type Announced } from '../../../server/announcement.ts';

const REAL: Announced = {
  origins: ['http://127.0.0.1:8420'],
  pages: ['entrance', 'desk'],
  setupCode: 'AAAA-BBBB-CCCC',
  accounts: undefined,
  virtual: false,
  demoClock: undefined,
  dataDirectory: '/var/lib/dianmao',
  verifierKey: 'dianmao.local/journal+00000000+AAAA',
};

describe('the announcement', () => {
  it('of a real office gives addresses, setup code, journal and key, and speaks of nothing virtual', () => {
    const said = announcement(REAL);
    for (const part of [
      'http://127.0.0.1:8420/entrance',
      'http://127.0.0.1:8420/desk',
      'AAAA-BBBB-CCCC',
      REAL.dataDirectory,
      REAL.verifierKey,
    ])
      expect(said).toContain(part);
    expect(said).not.toMatch(/虚拟|virtual|演示|Demo|bench/);
    expect(announcement({ ...REAL, setupCode: undefined })).not.toContain('setup code');
  });

  it('of a demonstration gives accounts and says what is virtual and from which second its clock goes', () => {
    const said = announcement({
      ...REAL,
      pages: ['entrance', 'desk', 'bench'],
      accounts: {
        password: 'aaaa-bbbb-cccc',
        pin: '123890',
        accounts: [{ username: 'lidi', name: '李𬱖', roles: ['秘书科工作人员'] }],
      },
      virtual: true,
      demoClock: { from: '2026-11-20T07:45:04.689+08:00', rate: 2 },
    });
    for (const part of ['/bench', 'lidi', '李𬱖', 'aaaa-bbbb-cccc', '123890', 'Every reader'])
      expect(said).toContain(part);
    expect(said).toContain('演示时钟自 2026-11-20 07:45:04 起，2 倍速');
    expect(said).not.toContain('setup code');
  });
});
