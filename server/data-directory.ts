/**
 * The data directory before anything in it is opened: it can be used, it is this user's and nobody else writes to it,
 * and what lies in it is of the same kind as the installation. Virtual and real never mix, neither in one file nor over
 * one journal: the accounts of a demonstration have a printed password, and its past never happened.
 */
import { accessSync, constants, existsSync, mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Configuration } from './config.ts';
import { isDemoJournal } from './journal-ends.ts';
import { journalFile } from './office-clock.ts';
import { OperatorError } from './operator-error.ts';

export const VIRTUAL_HARDWARE_FILE = 'virtual-hardware.json';
const OTHERS_MAY_WRITE = 0o022;

/** Makes it (mode 0700) where it is missing. Throws `OperatorError`, or `JournalError` for a damaged journal. */
export function prepareDataDirectory(configuration: Configuration): void {
  const directory = configuration.server.dataDirectory;
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    accessSync(directory, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
    throw new OperatorError(
      `数据目录 ${directory} 不能使用（${code}），未启动。请检查路径、权限和挂载方式，或另指定 server.dataDirectory。`,
      { cause },
    );
  }
  refuseOtherOwner(directory);
  if ((statSync(directory).mode & OTHERS_MAY_WRITE) !== 0) {
    throw new OperatorError(
      `数据目录 ${directory} 其他用户也能写入，台账和密钥可被调换，未启动。请执行 chmod 700 ${directory} 后再启动。`,
    );
  }
  refuseMixing(configuration);
}

/** What root makes in the directory of the service's user, a checkpoint or a key, keeps the service from starting. */
export function refuseOtherOwner(directory: string, user = process.geteuid?.()): void {
  const owner = statSync(directory).uid;
  if (user === undefined || owner === user) return;
  throw new OperatorError(
    `数据目录 ${directory} 属于另一用户（uid ${owner}），由本用户写入会留下该用户打不开的文件，未执行。` +
      `请以该用户执行，例 sudo -u '#${owner}'；目录本应属于本用户的，请先用 chown -R 改正。`,
  );
}

function refuseMixing(configuration: Configuration): void {
  const { dataDirectory } = configuration.server;
  const demo = isDemoJournal(journalFile(configuration));
  const virtual = demo === true || existsSync(join(dataDirectory, VIRTUAL_HARDWARE_FILE));
  if (!configuration.virtual && virtual) {
    throw new OperatorError(
      `数据目录 ${dataDirectory} 是虚拟设备或演示用过的，其中的人员、密码和记录不是本单位的，未启动。` +
        '接真实设备请在配置 server.dataDirectory 另指定一个空目录。',
    );
  }
  if (configuration.demo !== undefined && demo === false) {
    throw new OperatorError(
      `数据目录 ${dataDirectory} 中的台账不是演示办公室的，演示不得写入，未启动。` +
        '请用 --config 指定本单位的配置文件；要看演示，请用 --data 另指定一个空目录。',
    );
  }
}
