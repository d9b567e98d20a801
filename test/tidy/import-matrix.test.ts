/** Who may import whom (docs/architecture.md), and no import cycles at run time. */
import { describe, expect, it } from 'vitest';
import { readSources, type SourceFile, type SourceImport } from './source-tree.ts';

const sources = readSources(['firmware-bridge', 'devices', 'server', 'kiosk-ui']);
const REGULATIONS = [
  'leave',
  'attendance',
  'bulletin',
  'duty',
  'seals',
  'rollcall',
  'calendar',
  'settings',
  'people',
  'stations',
  'mechanisms',
];

const DEVICE_KIND = /^devices\/([^/]+)\//;
/** What lines and cabinets are built on. */
const IO_BOARD_PORT = /^devices\/io-board\/(board-port|point-reference|point-watch|debounce)\.ts$/;
/** What a module may take from another: what it says, what it shows, and words that both go by. */
const SHARED_BY_MODULES =
  /\/(events|view|views|people-view|dates|office-time|blindness|id-pattern|catalogue|marks|tally)\.ts$|^server\/mechanisms\//;

/** Behaviour without a look; only components dress it. */
const HEADLESS = /^(bits-ui|@internationalized\/date|@tanstack\/virtual-core)$/;

/** A breach of one rule, or undefined. */
type Rule = (file: SourceFile, imported: SourceImport) => string | undefined;

const RULES: readonly Rule[] = [
  (file, { specifier }) =>
    /^(serialport|node-hid)$/.test(specifier) &&
    !file.path.startsWith('firmware-bridge/transports/') &&
    !isCommandLine(file)
      ? 'serialport and node-hid belong to firmware-bridge/transports'
      : undefined,
  (file, { specifier }) =>
    specifier === 'modbus-serial' && !file.path.startsWith('firmware-bridge/protocols/modbus-rtu/')
      ? 'modbus-serial belongs to firmware-bridge/protocols/modbus-rtu'
      : undefined,
  (file, { target }) =>
    file.path.startsWith('firmware-bridge/') && target !== undefined && !target.startsWith('firmware-bridge/')
      ? 'the bridge knows nothing above it'
      : undefined,
  (file, { target }) => {
    const own = /^firmware-bridge\/(framing|protocols\/[^/]+)\//.exec(file.path)?.[0];
    // modbus-serial frames by itself and is given our transport, so its folder is link and protocol in one.
    if (own === undefined || own.endsWith('/modbus-rtu/') || target === undefined) return undefined;
    return target.startsWith(own) || target.startsWith('firmware-bridge/framing/')
      ? undefined
      : 'codecs know their own folder and framing alone';
  },
  (file, { target }) =>
    file.path.startsWith('firmware-bridge/transports/') && target?.startsWith('firmware-bridge/protocols/')
      ? 'transports know no protocol'
      : undefined,
  (file, { target }) =>
    file.path.startsWith('devices/') &&
    target?.startsWith('server/') &&
    !target.startsWith('server/contract/bench')
      ? 'devices know nothing of the server'
      : undefined,
  (file, { target }) => {
    const kind = DEVICE_KIND.exec(file.path)?.[1];
    if (kind === undefined || target === undefined) return undefined;
    if (target.startsWith('firmware-bridge/') && target !== 'firmware-bridge/index.ts')
      return 'drivers see of the bridge its index';
    const other = DEVICE_KIND.exec(target)?.[1];
    return other === undefined || other === kind || IO_BOARD_PORT.test(target)
      ? undefined
      : 'a kind of device knows no other kind, but the points of an I/O board';
  },
  (file, { target }) =>
    file.path.startsWith('devices/virtual/') &&
    target !== undefined &&
    /^firmware-bridge\/(framing|protocols|link|transports)\//.test(target)
      ? 'a simulator is written from the manual, not from our codec'
      : undefined,
  (file, { specifier, target, typeOnly }) => {
    if (!isRule(file)) return undefined;
    if (specifier.startsWith('node:')) return 'rules have no I/O';
    if (/^(better-sqlite3|fastify|socket\.io)/.test(specifier))
      return 'rules know no database and no network';
    if (target !== undefined && /^server\/(http|live|journal|cli)\//.test(target))
      return 'rules know no plumbing';
    if (target !== undefined && /^(devices|firmware-bridge)\//.test(target) && !typeOnly && !isPort(target)) {
      return 'rules know devices only by their types';
    }
    return undefined;
  },
  (file, { target }) => {
    const [from, to] = [folderOf(file.path), folderOf(target ?? '')];
    return isRule(file) &&
      from !== to &&
      REGULATIONS.includes(to ?? '') &&
      !SHARED_BY_MODULES.test(target ?? '')
      ? 'modules know of each other events, views and shared words'
      : undefined;
  },
  (file, { target, typeOnly }) =>
    file.path.startsWith('server/engine/') && !typeOnly && REGULATIONS.includes(folderOf(target ?? '') ?? '')
      ? 'the engine knows modules by their types'
      : undefined,
  (file, { target, typeOnly }) =>
    file.path.startsWith('server/engine/') &&
    target?.startsWith('devices/') === true &&
    !typeOnly &&
    target !== 'devices/device-error.ts'
      ? 'the engine knows devices by their types'
      : undefined,
  (file, { target, typeOnly }) =>
    file.path.startsWith('server/engine/') &&
    target !== undefined &&
    /^server\/(http|live)\//.test(target) &&
    !typeOnly
      ? 'the engine knows neither http nor live'
      : undefined,
  (file, { target, typeOnly }) =>
    /^server\/(http|live)\//.test(file.path) &&
    target !== undefined &&
    !typeOnly &&
    /^(devices|firmware-bridge)\//.test(target)
      ? 'http and live know no device drivers'
      : undefined,
  (file, { target }) =>
    /^server\/(http|live)\//.test(file.path) &&
    target !== undefined &&
    (target.startsWith('server/journal/') ||
      (REGULATIONS.includes(folderOf(target) ?? '') && target !== 'server/people/vault.ts'))
      ? 'http and live ask the engine, and of the modules know the vault alone'
      : undefined,
  (file, { specifier, target, typeOnly }) => {
    if (!file.path.startsWith('kiosk-ui/src/')) return undefined;
    if (target?.startsWith('server/contract/') === true && !typeOnly) return 'the contract is types';
    const components = file.path.startsWith('kiosk-ui/src/components/');
    if (components && HEADLESS.test(specifier)) return undefined;
    return target === undefined && !/^(svelte|svelte\/.*|socket\.io-client|@fontsource\/.*)$/.test(specifier)
      ? 'the screens know svelte, socket.io-client and their fonts, components alone the headless libraries'
      : undefined;
  },
  (file) =>
    file.path.startsWith('kiosk-ui/shell/') ? 'the shell is one file, and imports nothing' : undefined,
  (file, { target }) =>
    file.path.startsWith('kiosk-ui/src/') && target?.endsWith('.story.svelte') === true
      ? 'stories are found by the gallery, and nobody imports them'
      : undefined,
  (file, { target }) =>
    file.path.startsWith('kiosk-ui/') &&
    target !== undefined &&
    !target.startsWith('kiosk-ui/') &&
    !target.startsWith('server/contract/')
      ? 'the screens see only the contract'
      : undefined,
];

function folderOf(path: string): string | undefined {
  return /^server\/([^/]+)\//.exec(path)?.[1];
}
function isRule(file: SourceFile): boolean {
  const folder = folderOf(file.path);
  return folder !== undefined && REGULATIONS.includes(folder) && !/\/vault[^/]*\.ts$/.test(file.path);
}
function isPort(target: string): boolean {
  return /^devices\/(device|device-event|device-command|device-error|configuration|phone-line\/cadence)\.ts$/.test(
    target,
  );
}
function isCommandLine(file: SourceFile): boolean {
  return file.path.startsWith('server/cli/');
}

describe('import matrix', () => {
  it('sees the sources', () => {
    expect(sources.length).toBeGreaterThan(50);
  });

  it('no file imports what its place forbids', () => {
    const breaches = sources.flatMap((file) =>
      file.imports.flatMap((imported) =>
        RULES.map((rule) => rule(file, imported))
          .filter((breach) => breach !== undefined)
          .map((breach) => `${file.path} imports ${imported.specifier}: ${breach}`),
      ),
    );
    expect(breaches).toEqual([]);
  });

  it('barrels are imported only from outside their folder', () => {
    const breaches = sources.flatMap((file) =>
      file.imports
        .filter(({ target }) => target !== undefined && /^(firmware-bridge|devices)\/index\.ts$/.test(target))
        .filter(({ target }) => file.path.startsWith(`${target?.split('/')[0]}/`))
        .map(({ specifier }) => `${file.path} imports ${specifier}`),
    );
    expect(breaches).toEqual([]);
  });

  it('there are no import cycles', () => {
    expect(cycles(sources)).toEqual([]);
  });
});

/** Strongly connected components of more than one file, type-only imports left out (Tarjan). */
function cycles(files: readonly SourceFile[]): readonly string[] {
  const known = new Set(files.map((file) => file.path));
  const edges = new Map(
    files.map((file) => [
      file.path,
      file.imports.flatMap(({ target, typeOnly }) =>
        target !== undefined && !typeOnly && known.has(target) ? [target] : [],
      ),
    ]),
  );
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const stack: string[] = [];
  const found: string[] = [];
  const visit = (node: string): void => {
    index.set(node, index.size);
    low.set(node, index.size - 1);
    stack.push(node);
    for (const next of edges.get(node) ?? []) {
      if (!index.has(next)) visit(next);
      if (stack.includes(next)) low.set(node, Math.min(low.get(node) ?? 0, low.get(next) ?? 0));
    }
    if (low.get(node) !== index.get(node)) return;
    const component = stack.splice(stack.indexOf(node));
    if (component.length > 1 || edges.get(node)?.includes(node)) found.push(component.toSorted().join(' ↔ '));
  };
  for (const file of files) if (!index.has(file.path)) visit(file.path);
  return found;
}
