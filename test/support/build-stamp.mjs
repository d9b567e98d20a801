/**
 * What a part was built of: a digest of its sources, kept beside what was built. By content and not by time, so that a
 * copied folder counts as built, and an unpacked release with older dates does not.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** `sources` are files and folders under `root`. */
export function fingerprintOf(root, sources) {
  const hash = createHash('sha256');
  for (const source of sources) addTo(hash, root, source);
  return hash.digest('hex');
}

/** Also where it was never built. */
export function isStale(stamp, root, sources) {
  try {
    return readFileSync(stamp, 'utf8') !== fingerprintOf(root, sources);
  } catch (cause) {
    if (cause.code !== 'ENOENT') throw cause;
    return true;
  }
}

function addTo(hash, root, path) {
  if (statSync(join(root, path)).isDirectory()) {
    const names = readdirSync(join(root, path)).toSorted();
    for (const name of names) addTo(hash, root, `${path}/${name}`);
    return;
  }
  const content = readFileSync(join(root, path));
  hash.update(JSON.stringify([path, content.length]));
  hash.update(content);
}
