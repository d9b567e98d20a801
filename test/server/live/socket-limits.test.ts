import { describe, expect, it } from 'vitest';
import {
  SOCKETS_FROM_ONE_MACHINE_MAX,
  SOCKETS_MAX,
  SocketLimits,
} from '../../../server/live/socket-limits.ts';

describe('places for sockets', () => {
  it('one other machine takes its share and no more, and gives it back', () => {
    const limits = new SocketLimits();
    const places = Array.from({ length: SOCKETS_FROM_ONE_MACHINE_MAX }, () => limits.add('192.0.2.7'));
    expect(limits.allows('192.0.2.7')).toBe(false);
    expect(limits.allows('192.0.2.8')).toBe(true);
    places[0]?.();
    expect(limits.allows('192.0.2.7')).toBe(true);
  });

  it('however many others there are, the screens of this machine find a place', () => {
    const limits = new SocketLimits();
    for (let at = 0; at < SOCKETS_MAX; at += 1) limits.add(`192.0.2.${at % 100}`);
    expect(limits.allows('192.0.2.200')).toBe(false);
    for (const here of ['127.0.0.1', '::1', '::ffff:127.0.0.1']) expect(limits.allows(here)).toBe(true);
    for (let at = 0; at < SOCKETS_MAX; at += 1) limits.add('127.0.0.1');
    expect(limits.allows('::1')).toBe(false);
  });
});
