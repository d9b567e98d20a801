/**
 * The vault's key file: 32 random bytes, readable by the service's user alone, kept apart from the database so that a
 * copied database does not give away card numbers or six-digit PINs to someone who only tries them all.
 */
import { createHmac, hkdfSync, randomBytes } from 'node:crypto';
import {
  chmodSync,
  closeSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { OperatorError } from '../operator-error.ts';

const KEY_LENGTH = 32;

export interface VaultKeys {
  readonly card: Uint8Array;
  readonly secret: Uint8Array;
}

/**
 * Reads the key file, or makes it at the first start (mode 0600). Throws where it is damaged, or where it is missing
 * although the vault already holds something (`mustExist`): a new key would lock everybody out without a word.
 */
export function openVaultKeys(path: string, mustExist: boolean): VaultKeys {
  const key = readKey(path) ?? (mustExist ? undefined : makeKey(path));
  if (key === undefined) {
    throw new OperatorError(
      `密钥文件 ${path} 不见了，卡号和密码无法核对，服务未启动。请从备份取回该文件后再启动。`,
    );
  }
  if (key.length !== KEY_LENGTH) {
    throw new OperatorError(
      `密钥文件 ${path} 长度为 ${key.length} 字节，应为 ${KEY_LENGTH}，服务未启动。请从备份取回该文件。`,
    );
  }
  if ((statSync(path).mode & 0o077) !== 0) chmodSync(path, 0o600);
  return { card: subkey(key, 'dianmao card numbers'), secret: subkey(key, 'dianmao passwords and pins') };
}

export function keyedHash(key: Uint8Array, text: string): Buffer {
  return createHmac('sha256', key).update(text, 'utf8').digest();
}

function subkey(key: Uint8Array, purpose: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', key, '', purpose, KEY_LENGTH));
}

function readKey(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return undefined;
    throw cause;
  }
}

/** Whole under its name or not at all: a start that is killed here leaves no stump that the next one would refuse. */
function makeKey(path: string): Buffer {
  const key = randomBytes(KEY_LENGTH);
  const aside = `${path}.new`;
  const file = openSync(aside, 'w', 0o600);
  try {
    writeSync(file, key);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(aside, path);
  flushDirectory(dirname(path));
  return key;
}

/** What is hashed with the key is durable at once; its name must be too. */
function flushDirectory(directory: string): void {
  const opened = openSync(directory, 'r');
  try {
    fsyncSync(opened);
  } finally {
    closeSync(opened);
  }
}
