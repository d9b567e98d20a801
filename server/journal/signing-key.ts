/**
 * The journal's signing key: a file of its own (mode 0600), made at the first start, in the text form of Go's note
 * package: `PRIVATE+KEY+name+id+base64(01 ‖ seed)`. It is not part of a backup; a restored office signs with a new key
 * from then on, and both verifier keys stay in the table.
 */
import { randomBytes } from 'node:crypto';
import { chmodSync, readFileSync, statSync } from 'node:fs';
import { JournalError } from '../errors.ts';
import { writeDurably } from './durable-file.ts';
import { createNoteSigner, type NoteSigner } from './signed-note.ts';

const PREFIX = 'PRIVATE+KEY+';

/** Reads the key or makes one under `origin`. Throws `JournalError` JOURNAL_CORRUPT where the file is damaged. */
export function openSigningKey(path: string, origin: string): NoteSigner {
  const text = read(path);
  if (text === undefined) {
    const seed = randomBytes(32);
    const signer = createNoteSigner(origin, seed);
    writeDurably(path, `${formatKey(signer, seed)}\n`, 0o600);
    return signer;
  }
  const signer = parseKey(text);
  if (signer === undefined) {
    throw new JournalError(
      'JOURNAL_CORRUPT',
      `签名密钥文件 ${path} 已损坏，服务未启动。请移走该文件，重新启动后另抄校验公钥。`,
    );
  }
  if ((statSync(path).mode & 0o077) !== 0) chmodSync(path, 0o600);
  return signer;
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return undefined;
    throw cause;
  }
}

function formatKey(signer: NoteSigner, seed: Uint8Array): string {
  const typed = Buffer.concat([Buffer.from([0x01]), seed]);
  return `${PREFIX}${signer.name}+${signer.verifier.keyId}+${typed.toString('base64')}`;
}

function parseKey(text: string): NoteSigner | undefined {
  const [, name, keyId, encoded] =
    /^PRIVATE\+KEY\+([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)\s*$/u.exec(text) ?? [];
  const typed = Buffer.from(encoded ?? '', 'base64');
  if (name === undefined || typed.length !== 33 || typed[0] !== 0x01) return undefined;
  const signer = createNoteSigner(name, typed.subarray(1));
  return signer.verifier.keyId === keyId ? signer : undefined;
}
