/** `/healthz` for supervisors and `/metrics` for Prometheus. Neither tells a name. */
import type { FastifyInstance } from 'fastify';
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import type { DeviceStatus } from '../../devices/device.ts';
import type { ServiceParts } from './parts.ts';

export interface DeviceCounters {
  statuses(): readonly DeviceStatus[];
}

export function addMetricsRoutes(app: FastifyInstance, parts: ServiceParts): void {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: 'dianmao_' });
  describeOffice(registry, parts);
  observeRequests(app, registry);

  app.get('/healthz', {
    config: { access: { allow: ['public'] }, rateLimit: false },
    schema: { summary: '200 while the journal can be written, else 503', tags: ['service'] },
    handler: async (_request, reply) => {
      const journal = parts.office.journalHealth();
      const clock = parts.office.clockHealth();
      reply.code(journal.writable ? 200 : 503);
      return { ready: journal.writable, journal, clock };
    },
  });

  app.get('/metrics', {
    config: { access: { allow: ['token:read-metrics', 'system-admin'], orLocal: true } },
    schema: { summary: 'Prometheus metrics', tags: ['service'] },
    handler: async (_request, reply) => {
      const text = await registry.metrics();
      // The serializer makes JSON of what is returned; text goes out as it is.
      return reply.type(registry.contentType).serializer(String).send(text);
    },
  });
}

function describeOffice(registry: Registry, { office, devices }: ServiceParts): void {
  const gauge = (name: string, help: string, read: () => number): void => {
    const made: Gauge = new Gauge({
      name,
      help,
      registers: [registry],
      collect: () => void made.set(read()),
    });
  };
  gauge('dianmao_journal_position', 'Lines in the journal', () => office.position());
  gauge('dianmao_journal_writable', '1 while the journal can be written', () =>
    Number(office.journalHealth().writable),
  );
  gauge('dianmao_clock_believed', '1 while the office clock is believed', () =>
    Number(office.clockHealth().believed),
  );

  const recorded = new Counter({
    name: 'dianmao_events_recorded_total',
    help: 'Lines written since the start, by type',
    labelNames: ['type'],
    registers: [registry],
  });
  office.onCommitted((events) => events.forEach(({ type }) => recorded.inc({ type })));

  const online: Gauge = new Gauge({
    name: 'dianmao_device_online',
    help: '1 online, 0.5 unknown or degraded, 0 offline',
    labelNames: ['device', 'kind', 'model'],
    registers: [registry],
    collect: () => {
      for (const { deviceId, kind, model, health } of devices.statuses()) {
        online.set(
          { device: deviceId, kind, model },
          health === 'online' ? 1 : health === 'offline' ? 0 : 0.5,
        );
      }
    },
  });
  const counters: Gauge = new Gauge({
    name: 'dianmao_device_counter',
    help: "The device layer's own counters (frames, discards, retries …)",
    labelNames: ['device', 'counter'],
    registers: [registry],
    collect: () => {
      for (const status of devices.statuses()) {
        for (const [counter, value] of Object.entries(status.counters))
          counters.set({ device: status.deviceId, counter }, value);
      }
    },
  });
}

function observeRequests(app: FastifyInstance, registry: Registry): void {
  const duration = new Histogram({
    name: 'dianmao_http_request_seconds',
    help: 'Time to answer, by route',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.001, 0.005, 0.02, 0.1, 0.5, 2],
    registers: [registry],
  });
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none';
    duration.observe(
      { method: request.method, route, status: String(reply.statusCode) },
      reply.elapsedTime / 1000,
    );
  });
}
