/**
 * Reads the installation file, fills in its defaults, checks it whole and hands on what the parts need. Throws one
 * `ConfigError` that names every mistake with its path; nothing is started on doubt.
 */
import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { createSecureContext } from 'node:tls';
import { Value } from 'typebox/value';
import { LineCounter, parseDocument } from 'yaml';
import { catalogueEntry, type DevicesConfiguration } from '../devices/index.ts';
import { parseAddress } from '../firmware-bridge/index.ts';
import { mistakesOf } from './access/mistakes.ts';
import { crossCheck, isVirtual, type KnownModels } from './config-checks.ts';
import { DEFAULT_INSTALLATION } from './config-default.ts';
import { ConfigError, type ConfigMistake } from './config-error.ts';
import { FileSchema, type ConfiguredStation, type InstallationFile } from './config-schema.ts';

export interface Configuration {
  /** Path of the file, or undefined for the built-in virtual office. */
  readonly file: string | undefined;
  readonly office: { readonly name: string; readonly zone: string };
  readonly stations: readonly ConfiguredStation[];
  readonly devices: DevicesConfiguration;
  readonly server: {
    readonly host: string;
    readonly port: number;
    /** Absolute. */
    readonly dataDirectory: string;
    readonly tls: { readonly cert: string; readonly key: string } | undefined;
    readonly allowedOrigins: readonly string[];
  };
  /** Every device is virtual: the bench is served and a demonstration is possible. */
  readonly virtual: boolean;
  /** Present: the demo office is seeded at the first start. */
  readonly demo:
    | { readonly clock: { readonly start: string | undefined; readonly speed: number } | undefined }
    | undefined;
}

export interface ConfigurationSource {
  /** Undefined: the built-in virtual office. */
  readonly file: string | undefined;
  /** Environment that module passwords are named from. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Directory that the built-in office's data directory is relative to. */
  readonly workingDirectory: string;
  readonly models?: KnownModels;
}

/** Throws `ConfigError`. */
export function readConfiguration(source: ConfigurationSource): Configuration {
  const label = source.file ?? '内置虚拟办公室';
  const parsed = source.file === undefined ? DEFAULT_INSTALLATION : parseFile(source.file);
  const file = checkShape(label, parsed);
  const base = source.file === undefined ? source.workingDirectory : dirname(resolve(source.file));
  const mistakes = [
    ...crossCheck(file, source.models ?? catalogueEntry, source.environment, addressMistake),
    ...tlsMistakes(file, base),
  ];
  if (mistakes.length > 0) throw new ConfigError(label, mistakes);
  return toConfiguration(file, source.file, base);
}

function parseFile(path: string): unknown {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new ConfigError(path, [
      { code: 'CONFIG_FILE_UNREADABLE', path: '', message: `文件读不出：${reason}` },
    ]);
  }
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true });
  const errors = [...document.errors, ...document.warnings];
  if (errors.length > 0) {
    const mistakes = errors.map((error): ConfigMistake => {
      const { line, col } = lines.linePos(error.pos[0]);
      return {
        code: 'CONFIG_YAML_INVALID',
        path: `第 ${line} 行第 ${col} 列`,
        message: error.message.split('\n')[0] ?? '',
      };
    });
    throw new ConfigError(path, mistakes);
  }
  try {
    return document.toJS({ maxAliasCount: 100 });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new ConfigError(path, [{ code: 'CONFIG_YAML_INVALID', path: '', message: reason }]);
  }
}

/** Throws `ConfigError` where the schema does not hold: cross-checks need a whole file to make sense. */
function checkShape(label: string, parsed: unknown): InstallationFile {
  const filled: unknown = Value.Default(FileSchema, Value.Clone(parsed));
  const wrong = mistakesOf(FileSchema, filled);
  if (wrong.length === 0 && Value.Check(FileSchema, filled)) return filled;
  throw new ConfigError(
    label,
    wrong.map(({ path, message }) => ({ code: 'CONFIG_SHAPE', path, message })),
  );
}

function addressMistake(address: string): string | undefined {
  try {
    parseAddress(address);
    return undefined;
  } catch (cause) {
    // The address itself stands at the path; what is left is why.
    return cause instanceof Error
      ? cause.message.replace(`device address "${address}": `, '')
      : String(cause);
  }
}

function tlsMistakes(file: InstallationFile, base: string): readonly ConfigMistake[] {
  const { tls } = file.server;
  if (tls === undefined) return [];
  const read = (name: string): string | undefined => {
    try {
      return readFileSync(resolve(base, name), 'utf8');
    } catch {
      return undefined;
    }
  };
  const [cert, key] = [read(tls.cert), read(tls.key)];
  const missing = [
    ...(cert === undefined ? [{ path: 'server.tls.cert', name: tls.cert }] : []),
    ...(key === undefined ? [{ path: 'server.tls.key', name: tls.key }] : []),
  ];
  if (cert === undefined || key === undefined) {
    return missing.map(({ path, name }) => ({
      code: 'CONFIG_TLS_UNREADABLE',
      path,
      message: `文件 ${name} 不存在或不可读`,
    }));
  }
  try {
    new X509Certificate(cert);
    createSecureContext({ cert, key });
    return [];
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    const message = `证书与私钥不能用，或不是一对：${reason}`;
    return [{ code: 'CONFIG_TLS_UNREADABLE', path: 'server.tls', message }];
  }
}

function toConfiguration(file: InstallationFile, path: string | undefined, base: string): Configuration {
  const entrances = new Set(file.stations.filter(({ kind }) => kind === 'entrance').map(({ id }) => id));
  const { tls } = file.server;
  return {
    file: path,
    office: file.office,
    stations: file.stations,
    devices: {
      readers: file.readers.map((reader) => ({
        ...reader,
        countsForSignIn: reader.countsForSignIn ?? entrances.has(reader.station),
      })),
      boards: file.boards,
      lines: file.lines,
      cabinets: file.cabinets,
    },
    server: {
      ...file.server,
      dataDirectory: resolve(base, file.server.dataDirectory),
      tls: tls === undefined ? undefined : { cert: resolve(base, tls.cert), key: resolve(base, tls.key) },
    },
    virtual: isVirtual(file),
    demo:
      file.demo === undefined
        ? undefined
        : { clock: file.demo.clock && { start: file.demo.clock.start, speed: file.demo.clock.speed } },
  };
}
