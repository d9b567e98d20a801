import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { parse } from 'yaml';
import { ConfigError, type ConfigMistake } from '../../../server/config-error.ts';
import { FileSchema } from '../../../server/config-schema.ts';
import { readConfiguration, type Configuration } from '../../../server/config.ts';
import { CERTIFICATE, KEY, OTHER_KEY } from './certificate.ts';

const DOCUMENTED = readFileSync(
  join(import.meta.dirname, '..', '..', '..', 'docs', 'configuration.md'),
  'utf8',
);
const EXAMPLE = /```yaml\n([\s\S]*?)```/.exec(DOCUMENTED)?.[1] ?? '';
const PASSWORD = { DIANMAO_ENTRANCE_FINGER: '0011AABB' };

const VIRTUAL = `
office: { name: 试 }
stations: [{ id: duty-1, kind: duty, name: 值班室 }]
readers: [{ id: card-1, station: duty-1, name: 卡, model: rdm6300, address: 'virtual://card-1' }]
`;

function read(text: string, environment: Readonly<Record<string, string>> = PASSWORD): Configuration {
  const directory = mkdtempSync(join(tmpdir(), 'dianmao-config-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  const file = join(directory, 'dianmao.yaml');
  writeFileSync(file, text);
  return readConfiguration({ file, environment, workingDirectory: directory });
}

function mistakes(text: string, environment?: Readonly<Record<string, string>>): readonly ConfigMistake[] {
  try {
    read(text, environment);
  } catch (error) {
    if (error instanceof ConfigError) return error.mistakes;
    throw error;
  }
  return [];
}

function codes(text: string, environment?: Readonly<Record<string, string>>): readonly string[] {
  return mistakes(text, environment).map(({ code, path }) => `${code} ${path}`);
}

describe('the built-in office', () => {
  it('is virtual, whole, and a demonstration', () => {
    const configuration = readConfiguration({
      file: undefined,
      environment: {},
      workingDirectory: '/srv/office',
    });
    expect(configuration.virtual).toBe(true);
    expect(configuration.demo).toEqual({ clock: { start: undefined, speed: 1 } });
    expect(configuration.server.dataDirectory).toBe('/srv/office/data');
    expect(configuration.stations.map(({ kind }) => kind)).toEqual(['entrance', 'duty', 'cabinet']);
    expect(configuration.devices.lines).toHaveLength(2);
    expect(
      configuration.devices.readers.filter((reader) => reader.countsForSignIn).map(({ station }) => station),
    ).toEqual(['entrance-1', 'entrance-1']);
  });
});

describe('the documented example', () => {
  it('is a good file but for the certificate that is not on this machine', () => {
    expect(codes(EXAMPLE)).toEqual([
      'CONFIG_TLS_UNREADABLE server.tls.cert',
      'CONFIG_TLS_UNREADABLE server.tls.key',
    ]);
  });

  it('starts once the certificate is there', () => {
    const directory = mkdtempSync(join(tmpdir(), 'dianmao-config-'));
    onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
    mkdirSync(join(directory, 'etc'));
    writeFileSync(join(directory, 'etc', 'cert.pem'), CERTIFICATE);
    writeFileSync(join(directory, 'etc', 'key.pem'), KEY);
    const configuration = read(EXAMPLE.replaceAll('/etc/dianmao', join(directory, 'etc')));
    expect(configuration.virtual).toBe(false);
    expect(configuration.devices.cabinets[0]?.slots).toHaveLength(4);
  });

  it('every field of the schema is described, and nothing else', () => {
    const described = new Set(
      [...DOCUMENTED.matchAll(/^\| `([a-z][\w.[\]]*)` \|/gm)].map(([, field]) => field ?? ''),
    );
    const fields = new Set(fieldsOf(FileSchema, ''));
    expect([...fields].filter((field) => !described.has(field))).toEqual([]);
    expect([...described].filter((field) => !fields.has(field))).toEqual([]);
  });
});

/** `server.port`, `readers[].id` …: leaves, and `demo` and `demo.clock`, whose presence means something. */
function fieldsOf(schema: unknown, path: string): readonly string[] {
  const { properties, items, type } = Object(schema);
  if (type === 'array' && Object(items).type === 'object') return fieldsOf(items, `${path}[]`);
  if (properties === undefined) return [path];
  const below = Object.entries(Object(properties)).flatMap(([name, field]) =>
    fieldsOf(field, path === '' ? name : `${path}.${name}`),
  );
  return path.startsWith('demo') ? [path, ...below] : below;
}

describe('mistakes', () => {
  it('of form are listed all at once, each with its path', () => {
    const text = `
office: { nam: 试 }
server: { port: 70000, tls: { cert: a } }
stations: [{ id: Duty, kind: hall, name: 值班室 }]
readers: [{ id: r, station: duty-1, name: '', model: r503, address: 'usb://1' }]
extra: 1
`;
    expect(codes(text).toSorted()).toEqual(
      [
        'CONFIG_SHAPE extra',
        'CONFIG_SHAPE office.nam',
        'CONFIG_SHAPE office.name',
        'CONFIG_SHAPE readers[0].address',
        'CONFIG_SHAPE readers[0].name',
        'CONFIG_SHAPE server.port',
        'CONFIG_SHAPE server.tls.key',
        'CONFIG_SHAPE stations[0].id',
        'CONFIG_SHAPE stations[0].kind',
      ].toSorted(),
    );
  });

  it('in the YAML are told with line and column', () => {
    expect(mistakes('office: { name: 试\nstations: []')[0]).toMatchObject({ code: 'CONFIG_YAML_INVALID' });
    expect(mistakes('office: {}\noffice: {}')[0]?.path).toMatch(/第 2 行/);
  });

  it('in an address that cannot be understood are told with why', () => {
    const at = (address: string): readonly ConfigMistake[] =>
      mistakes(VIRTUAL.replace('virtual://card-1', address));
    for (const address of ['tcp://host', 'serial://', 'serial:///dev/x?baudRate=abc', 'tcp://h:1?bogus=1']) {
      expect(at(address), address).toMatchObject([
        { code: 'CONFIG_ADDRESS_INVALID', path: 'readers[0].address' },
      ]);
    }
    expect(at('tcp://host')[0]?.message).toMatch(/no port/);
  });

  it('in a certificate and key that do not belong together are found before the start', () => {
    const directory = mkdtempSync(join(tmpdir(), 'dianmao-config-'));
    onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
    const [cert, key] = [join(directory, 'c.pem'), join(directory, 'k.pem')];
    const found = (certificate: string, privateKey: string): readonly string[] => {
      writeFileSync(cert, certificate);
      writeFileSync(key, privateKey);
      return codes(`${VIRTUAL}server: { tls: { cert: '${cert}', key: '${key}' } }\n`);
    };
    expect(found(CERTIFICATE, KEY)).toEqual([]);
    for (const [certificate, privateKey] of [
      [CERTIFICATE, OTHER_KEY],
      ['', ''],
      ['rubbish', KEY],
      [CERTIFICATE, 'rubbish'],
    ] as const) {
      expect(found(certificate, privateKey)).toEqual(['CONFIG_TLS_UNREADABLE server.tls']);
    }
  });

  it('in aliases that multiply without end, and in a moment that no calendar has', () => {
    const lists = [...'abcdefgh'].map((name, at, all) =>
      at === 0 ? 'a: &a [x]' : `${name}: &${name} [${`*${all[at - 1] ?? ''},`.repeat(9)}]`,
    );
    expect(codes(lists.join('\n'))).toEqual(['CONFIG_YAML_INVALID ']);
    for (const start of ['2026-13-01T07:45', '2026-02-30T07:45', '2026-11-20T24:01'])
      expect(codes(`${VIRTUAL}demo: { clock: { start: ${start} } }`)).toEqual([
        'CONFIG_SHAPE demo.clock.start',
      ]);
  });

  it('a file that is not there is one mistake', () => {
    const missing = (): Configuration =>
      readConfiguration({ file: '/nowhere/d.yaml', environment: {}, workingDirectory: '/' });
    expect(missing).toThrow(ConfigError);
  });

  it('of what belongs together are listed all at once', () => {
    const text = `
office: { name: 试, zone: Mars/Base }
server: { host: 0.0.0.0 }
stations:
  - { id: duty-1, kind: duty, name: 值班室 }
  - { id: duty-1, kind: entrance, name: 大厅 }
readers:
  - { id: r-1, station: hall, name: 指, model: r503, address: 'serial:///dev/ttyUSB0?baudRate=57600' }
  - { id: r-2, station: duty-1, name: 卡, model: nope, address: 'serial:///dev/ttyUSB1' }
  - { id: r-3, station: duty-1, name: 卡, model: wedge, address: 'serial:///dev/ttyUSB0?baudRate=9600' }
  - { id: r-4, station: duty-1, name: 卡, model: rdm6300, address: 'virtual://x', format: dez8 }
  - { id: r-5, station: duty-1, name: 指, model: r503, address: 'serial:///dev/ttyUSB3', passwordEnv: UNSET }
boards:
  - { id: b-1, name: 板, model: waveshare-io-8ch, address: 'tcp://10.0.0.1:502', unit: 1 }
  - { id: b-2, name: 板, model: waveshare-io-8ch, address: 'tcp://10.0.0.1:502', unit: 1 }
  - { id: b-3, name: 板, model: r503, address: 'tcp://10.0.0.1:502', unit: 3 }
lines:
  - { id: l-1, station: cabinet, name: 线, number: '1', ring: b-1/in/0, hook: b-1/in/8 }
  - { id: l-2, station: duty-1, name: 线, number: '2', ring: b-1/in/0, hook: b-9/in/0 }
cabinets:
  - { id: c-1, station: duty-1, name: 柜, coil: b-1/in/1, door: b-1/out/1, lock: b-1/in/2, slots: [b-1/in/3] }
demo: {}
`;
    expect(codes(text).toSorted()).toEqual(
      [
        'CONFIG_ID_TWICE stations[1].id',
        'CONFIG_ZONE_UNKNOWN office.zone',
        'CONFIG_STATION_UNKNOWN readers[0].station',
        'CONFIG_STATION_UNKNOWN lines[0].station',
        'CONFIG_STATION_KIND lines[1].station',
        'CONFIG_STATION_KIND cabinets[0].station',
        'CONFIG_MODEL_UNKNOWN readers[1].model',
        'CONFIG_ADDRESS_INVALID readers[2].address',
        'CONFIG_FORMAT_MISPLACED readers[2].format',
        'CONFIG_FORMAT_MISPLACED readers[3].format',
        'CONFIG_MODEL_KIND boards[2].model',
        'CONFIG_PASSWORD_UNSET readers[4].passwordEnv',
        'CONFIG_ADDRESS_SHARED readers[2].address',
        'CONFIG_ADDRESS_SHARED boards[1].address',
        'CONFIG_POINT_RANGE lines[0].hook',
        'CONFIG_POINT_TWICE lines[1].ring',
        'CONFIG_POINT_UNKNOWN lines[1].hook',
        'CONFIG_POINT_RANGE cabinets[0].coil',
        'CONFIG_POINT_RANGE cabinets[0].door',
        'CONFIG_VIRTUAL_MIXED readers[3].address',
        'CONFIG_DEMO_WITH_REAL demo',
        'CONFIG_TLS_MISSING server.tls',
      ].toSorted(),
    );
  });

  it('several boards may share a bus, and one reader may not share it with them', () => {
    const shared = (extra: string): string => `
office: { name: 试 }
stations: [{ id: duty-1, kind: duty, name: 值班室 }]
boards:
  - { id: b-1, name: 板, model: waveshare-io-8ch, address: 'tcp://10.0.0.1:502', unit: 1 }
  - { id: b-2, name: 板, model: waveshare-io-8ch, address: 'tcp://10.0.0.1:502', unit: 2 }
${extra}`;
    expect(codes(shared(''))).toEqual([]);
    const reader =
      "readers: [{ id: r, station: duty-1, name: 卡, model: rdm6300, address: 'tcp://10.0.0.1:502' }]";
    expect(codes(shared(reader))).toEqual([
      'CONFIG_ADDRESS_SHARED boards[0].address',
      'CONFIG_ADDRESS_SHARED boards[1].address',
    ]);
  });

  it('a demo clock with a real device is refused, with virtual hardware it is not', () => {
    const demo = 'demo: { clock: { start: 2026-11-20T07:45, speed: 10 } }';
    expect(codes(`${VIRTUAL}${demo}`)).toEqual([]);
    const real = VIRTUAL.replace('virtual://card-1', 'serial:///dev/ttyUSB0');
    expect(codes(`${real}${demo}`)).toEqual(['CONFIG_DEMO_WITH_REAL demo']);
  });

  it('the example as parsed has no key that YAML reads otherwise than meant', () => {
    expect(Object.keys(Object(parse(EXAMPLE)))).toEqual([
      'office',
      'server',
      'stations',
      'readers',
      'boards',
      'lines',
      'cabinets',
    ]);
  });
});
