/** A small office behind its real HTTP and live side, on a free port of this machine. */
import { onTestFinished } from 'vitest';
import { type Live, startLive } from '../../server/live/live.ts';
import { startTestService, type TestService } from '../server/service-parts.ts';

export interface Listening extends TestService {
  readonly live: Live;
  /** `http://127.0.0.1:40123` */
  readonly origin: string;
  readonly port: number;
}

/** Stops with the test. */
export async function listen(): Promise<Listening> {
  const known = new Set<string>();
  const service = await startTestService({ origins: () => known });
  const { app, parts, office } = service;
  const live = startLive(parts, {
    server: app.server,
    parseCookie: (header) => app.parseCookie(header),
    officeClock: office.clock,
    demoClock: false,
    log: () => undefined,
  });
  onTestFinished(() => live.stop());
  const origin = await app.listen({ host: '127.0.0.1', port: 0 });
  known.add(origin);
  return { ...service, live, origin, port: Number(new URL(origin).port) };
}
