/**
 * The shape of the installation file `dianmao.yaml`: what is installed here and where it listens, never anything
 * that changes a verdict (those are journaled settings). docs/configuration.md describes every field; a test compares
 * the two.
 */
import { Type, type Static } from 'typebox';

const STRICT = { additionalProperties: false };
const Id = Type.String({
  pattern: '^[a-z][a-z0-9-]{0,39}$',
  description: 'lower-case letters, digits and hyphens',
});
const Name = Type.String({ minLength: 1, maxLength: 40 });
const Address = Type.String({ pattern: '^(serial|tcp|hid|virtual)://[^\\s]*$', maxLength: 200 });
const Point = Type.String({ pattern: '^!?[a-z][a-z0-9-]{0,39}/(in|out)/[0-9]{1,2}$' });

export const OfficeSchema = Type.Object(
  {
    name: Type.String({
      minLength: 1,
      maxLength: 60,
      description: "The office's name, as the screens head it",
    }),
    zone: Type.String({ default: 'Asia/Shanghai', description: 'IANA time zone of the office' }),
  },
  STRICT,
);

export const StationSchema = Type.Object(
  { id: Id, kind: Type.Enum(['entrance', 'duty', 'cabinet']), name: Name },
  STRICT,
);

export const ServerSchema = Type.Object(
  {
    host: Type.String({
      default: '127.0.0.1',
      description: 'Address to listen on; beyond loopback only with tls',
    }),
    port: Type.Integer({ default: 8420, minimum: 0, maximum: 65535 }),
    dataDirectory: Type.String({ default: './data', minLength: 1, description: 'Relative to this file' }),
    tls: Type.Optional(
      Type.Object({ cert: Type.String({ minLength: 1 }), key: Type.String({ minLength: 1 }) }, STRICT),
    ),
    allowedOrigins: Type.Array(Type.String({ pattern: '^https?://[^/\\s]+$' }), {
      default: [],
      description: 'Further origins that screens are opened under, e.g. https://dianmao.example.gov.cn',
    }),
  },
  { ...STRICT, default: {} },
);

export const DemoSchema = Type.Object(
  {
    clock: Type.Optional(
      Type.Object(
        {
          start: Type.Optional(Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}(:\\d{2})?$' })),
          speed: Type.Number({ default: 1, minimum: 1, maximum: 60 }),
        },
        STRICT,
      ),
    ),
  },
  STRICT,
);

export const ReaderSchema = Type.Object(
  {
    id: Id,
    station: Id,
    name: Name,
    model: Type.String({ minLength: 1 }),
    address: Address,
    countsForSignIn: Type.Optional(Type.Boolean()),
    passwordEnv: Type.Optional(Type.String({ pattern: '^[A-Z][A-Z0-9_]*$' })),
    format: Type.Optional(Type.Enum(['dez10', 'dez8', 'hex8'])),
  },
  STRICT,
);

export const BoardSchema = Type.Object(
  {
    id: Id,
    name: Name,
    model: Type.String({ minLength: 1 }),
    address: Address,
    unit: Type.Integer({ default: 1, minimum: 1, maximum: 247 }),
    pollMs: Type.Integer({ default: 20, minimum: 5, maximum: 1000 }),
    mendOutputMode: Type.Boolean({ default: false }),
  },
  STRICT,
);

export const LineSchema = Type.Object(
  {
    id: Id,
    station: Id,
    name: Name,
    number: Type.String({ pattern: '^[0-9+ -]{1,20}$' }),
    ring: Point,
    hook: Point,
  },
  STRICT,
);

export const CabinetSchema = Type.Object(
  {
    id: Id,
    station: Id,
    name: Name,
    coil: Point,
    door: Point,
    lock: Point,
    slots: Type.Array(Point, { minItems: 1, maxItems: 32 }),
  },
  STRICT,
);

export const FileSchema = Type.Object(
  {
    office: OfficeSchema,
    server: ServerSchema,
    stations: Type.Array(StationSchema, { minItems: 1 }),
    readers: Type.Array(ReaderSchema, { default: [] }),
    boards: Type.Array(BoardSchema, { default: [] }),
    lines: Type.Array(LineSchema, { default: [] }),
    cabinets: Type.Array(CabinetSchema, { default: [] }),
    demo: Type.Optional(DemoSchema),
  },
  STRICT,
);

/** The file after its defaults have been filled in. */
export type InstallationFile = Static<typeof FileSchema>;
export type ConfiguredStation = Static<typeof StationSchema>;
