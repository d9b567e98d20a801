/**
 * What the tests need from the machine besides Node: programs and Python packages of Debian. Installs them where it
 * may (root and apt-get), otherwise says exactly what is missing and how to get it. Used by test/run.mjs and
 * test/machine/run.mjs.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** name → how to see that it is there, and the Debian package that brings it. */
const NEEDS = {
  chromium: { package: 'chromium', present: () => onPath('chromium') },
  socat: { package: 'socat', present: () => onPath('socat') },
  'python3-serial': { package: 'python3-serial', present: () => pythonHas('serial') },
  'python3-pymodbus': { package: 'python3-pymodbus', present: () => pythonHas('pymodbus') },
  // pymodbus's client imports it; Debian only recommends it.
  'python3-serial-asyncio': { package: 'python3-serial-asyncio', present: () => pythonHas('serial_asyncio') },
  'a Chinese font': {
    package: 'fonts-noto-cjk',
    present: () => existsSync('/usr/share/fonts/opentype/noto'),
  },
  // Reads back what was printed.
  pdftotext: { package: 'poppler-utils', present: () => onPath('pdftotext') },
  'qemu-system-x86_64': { package: 'qemu-system-x86', present: () => onPath('qemu-system-x86_64') },
  'a static busybox': { package: 'busybox-static', present: () => busyboxIsStatic() },
  modprobe: { package: 'kmod', present: () => onPath('modprobe') || existsSync('/sbin/modprobe') },
  cpio: { package: 'cpio', present: () => onPath('cpio') },
};

export const TEST_NEEDS = [
  'chromium',
  'socat',
  'python3-serial',
  'python3-serial-asyncio',
  'python3-pymodbus',
  'a Chinese font',
  'pdftotext',
];
export const MACHINE_NEEDS = ['qemu-system-x86_64', 'a static busybox', 'modprobe', 'cpio'];

/** Returns true when everything named is there, installing it if it may. Prints what it does. */
export function provide(names) {
  let missing = names.filter((name) => !NEEDS[name].present());
  if (missing.length === 0) return true;
  const packages = missing.map((name) => NEEDS[name].package);
  if (process.getuid?.() === 0 && onPath('apt-get')) {
    console.log(`Installing from Debian: ${packages.join(' ')}`);
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    spawnSync('apt-get', ['update', '-qq'], { stdio: 'inherit', env });
    spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env,
    });
    missing = names.filter((name) => !NEEDS[name].present());
    if (missing.length === 0) return true;
  }
  console.error(`Missing: ${missing.join(', ')}.`);
  console.error(`Nothing was run. As root:  apt-get update && apt-get install ${packages.join(' ')}`);
  return false;
}

function onPath(program) {
  return spawnSync('sh', ['-c', `command -v ${program}`], { stdio: 'ignore' }).status === 0;
}

function pythonHas(module) {
  return spawnSync('/usr/bin/python3', ['-c', `import ${module}`], { stdio: 'ignore' }).status === 0;
}

function busyboxIsStatic() {
  const path = ['/bin/busybox', '/usr/bin/busybox'].find((candidate) => existsSync(candidate));
  if (path === undefined) return false;
  // ldd exits non-zero for a static program.
  return spawnSync('ldd', [path], { stdio: 'ignore' }).status !== 0;
}
