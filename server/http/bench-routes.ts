/** The bench: a visitor's hands on the virtual hardware. With anything real installed these routes do not exist. */
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import type { AccessRule } from './door.ts';
import { RuleViolation } from '../errors.ts';
import type { Bench } from './parts.ts';
import { bodyOf } from './typed-body.ts';

const STRICT = { additionalProperties: false };
const deviceId = Type.String({ minLength: 1, maxLength: 60 });
const lineId = deviceId;
const slot = Type.Integer({ minimum: 1, maximum: 32 });

/** Virtual hardware belongs to whoever sits at the machine, and to persons signed in. */
const BENCH_ACCESS: AccessRule = { allow: ['person'], orLocal: true };

const ActBody = Type.Union([
  Type.Object(
    {
      act: Type.Literal('press-finger'),
      deviceId,
      print: Type.String({ minLength: 1, maxLength: 80 }),
      holdMs: Type.Integer({ minimum: 50, maximum: 10_000 }),
    },
    STRICT,
  ),
  Type.Object(
    {
      act: Type.Literal('swipe-card'),
      deviceId,
      cardNumber: Type.String({ pattern: '^[0-9A-Fa-f]{1,16}$' }),
    },
    STRICT,
  ),
  Type.Object(
    {
      act: Type.Literal('ring'),
      deviceId,
      lineId,
      number: Type.String({ maxLength: 20 }),
      rings: Type.Integer({ minimum: 1, maximum: 30 }),
    },
    STRICT,
  ),
  Type.Object({ act: Type.Literal('stop-ringing'), deviceId, lineId }, STRICT),
  Type.Object({ act: Type.Union([Type.Literal('lift'), Type.Literal('hang-up')]), deviceId, lineId }, STRICT),
  Type.Object(
    {
      act: Type.Union([Type.Literal('open-door'), Type.Literal('close-door'), Type.Literal('force-door')]),
      deviceId,
    },
    STRICT,
  ),
  Type.Object({ act: Type.Union([Type.Literal('take'), Type.Literal('put')]), deviceId, slot }, STRICT),
  Type.Object(
    {
      act: Type.Union([Type.Literal('unplug'), Type.Literal('plug'), Type.Literal('power-cycle')]),
      deviceId,
    },
    STRICT,
  ),
]);

const BENCH_WORDS: Readonly<Record<string, string>> = {
  DEVICE_UNKNOWN: '没有这台虚拟设备',
  DEVICE_COMMAND_UNSUPPORTED: '这台虚拟设备没有这个部件',
  DEVICE_BUSY: '虚拟设备此刻做不到',
};

export function addBenchRoutes(app: FastifyInstance, bench: Bench): void {
  app.get('/bench/state', {
    config: { access: BENCH_ACCESS },
    schema: { summary: 'The virtual hardware and who has which finger and card', tags: ['bench'] },
    handler: async () => ({ ...bench.state(), accounts: bench.accounts }),
  });

  app.post('/bench/act', {
    config: { access: BENCH_ACCESS },
    schema: { summary: 'Press, swipe, ring, lift, open, take, unplug', tags: ['bench'], body: ActBody },
    handler: async (request) => {
      try {
        await bench.act(bodyOf(ActBody, request));
      } catch (error) {
        throw inWords(error);
      }
      return {};
    },
  });
}

function inWords(error: unknown): unknown {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return error;
  const words = BENCH_WORDS[error.code];
  return words === undefined ? error : new RuleViolation(error.code, `${words}：${error.message}`);
}
