/**
 * `import-staff`, `import-history`, `add-user`, `reset-password`: the same requests as at the desk, from the machine itself while the
 * service is stopped. The second person and the 24 hours hold here too: the command line is no way around.
 */
import { existsSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { CredentialChanges } from '../access/credential-changes.ts';
import { COMMAND_LINE, RecordedFacts } from '../access/recorded-facts.ts';
import { InvalidRequest } from '../access/refusals.ts';
import { importHistory } from '../access/history-import.ts';
import { importStaffList } from '../access/staff-import.ts';
import type { Configuration } from '../config.ts';
import { prepareDataDirectory } from '../data-directory.ts';
import { isDemoJournal } from '../journal-ends.ts';
import { journalFile, officeClockFor } from '../office-clock.ts';
import { openConfiguredOffice, type OpenedOffice } from '../open-office.ts';
import { OperatorError, UsageError } from '../operator-error.ts';
import {
  configurationFor,
  EXIT_DONE,
  EXIT_REFUSED,
  INSTALLATION_FLAGS,
  type Command,
  type CommandContext,
} from './command.ts';
import { inWords } from './flag-words.ts';
import { DeviceError } from '../../devices/index.ts';

/** The journal's word for who did it from here. */
const ACTOR = 'command-line';
const USER_FLAGS = { ...INSTALLATION_FLAGS, witness: { type: 'string' } } as const;

export const IMPORT_STAFF: Command = {
  name: 'import-staff',
  usage: 'FILE [--config FILE | --data DIRECTORY]',
  summaryZh: '导入人员名单（CSV）；有一行错误则全部不导入',
  summaryEn: 'import the staff list (CSV); with one bad row nothing is taken',
  run: async (args, context) => {
    const { values, positionals } = inWords(() =>
      parseArgs({ args: [...args], options: INSTALLATION_FLAGS, allowPositionals: true }),
    );
    const text = readList(positionals);
    return withOffice(configurationFor(values, context), context, async ({ office }) => {
      const imported = await importStaffList(office, COMMAND_LINE, text);
      context.terminal.print(`已导入 ${imported.people} 人，新增科室 ${imported.sections} 个 Imported.`);
      for (const { personId, name, reason } of imported.refused)
        context.terminal.print(`  未导入 ${personId} ${name}：${reason}`);
      return imported.refused.length === 0 ? EXIT_DONE : EXIT_REFUSED;
    });
  },
};

export const IMPORT_HISTORY: Command = {
  name: 'import-history',
  usage: 'FILE [--config FILE | --data DIRECTORY]',
  summaryZh: '导入原系统的历年考勤（CSV）；有一行错误则全部不导入，已有的不重复',
  summaryEn:
    'import mornings kept by another system (CSV); with one bad row nothing is taken, known days are passed over',
  run: async (args, context) => {
    const { values, positionals } = inWords(() =>
      parseArgs({ args: [...args], options: INSTALLATION_FLAGS, allowPositionals: true }),
    );
    const text = readList(positionals);
    const source = basename(positionals[0] ?? '');
    return withOffice(configurationFor(values, context), context, async ({ office }) => {
      const { days, known } = await importHistory(office, COMMAND_LINE, source, text);
      context.terminal.print(`已导入 ${days} 人次，已有相同记录 ${known} 人次 Imported.`);
      return EXIT_DONE;
    });
  },
};

export const ADD_USER: Command = {
  name: 'add-user',
  usage: 'PERSON_ID USERNAME [--witness USERNAME] [--config FILE | --data DIRECTORY]',
  summaryZh: '给在册人员设立用户名和密码；保管人和审批人须有第二人在场（--witness）',
  summaryEn: 'give a person a user name and password; custodians and approvers need a second person',
  run: async (args, context) => {
    const { values, positionals } = inWords(() =>
      parseArgs({ args: [...args], options: USER_FLAGS, allowPositionals: true }),
    );
    const [personId, username, ...more] = positionals;
    if (personId === undefined || username === undefined || more.length > 0) {
      throw new UsageError('未设立：须给出人员编号和用户名。用 --help 查看用法。');
    }
    return withOffice(configurationFor(values, context), context, async (opened) => {
      if (opened.vault.usernameOf(personId) !== undefined) {
        throw new OperatorError(`未设立：${personId} 已有用户名。重设密码请用 reset-password。`);
      }
      await setPassword(opened, { personId, username, witness: values.witness }, context);
      context.terminal.print(`已设立用户 ${username}（${personId}） User added.`);
      return EXIT_DONE;
    });
  },
};

export const RESET_PASSWORD: Command = {
  name: 'reset-password',
  usage: 'PERSON_ID [--witness USERNAME] [--config FILE | --data DIRECTORY]',
  summaryZh: '重设密码；保管人和审批人须有第二人在场（--witness），其后 24 小时不得开柜',
  summaryEn: 'reset a password; custodians and approvers need a second person and wait 24 h at the cabinet',
  run: async (args, context) => {
    const { values, positionals } = inWords(() =>
      parseArgs({ args: [...args], options: USER_FLAGS, allowPositionals: true }),
    );
    const [personId, ...more] = positionals;
    if (personId === undefined || more.length > 0)
      throw new UsageError('未重设：须给出一个人员编号。用 --help 查看用法。');
    return withOffice(configurationFor(values, context), context, async (opened) => {
      const username = opened.vault.usernameOf(personId);
      if (username === undefined)
        throw new OperatorError(`未重设：${personId} 还没有用户名。请用 add-user 设立。`);
      await setPassword(opened, { personId, username, witness: values.witness }, context);
      context.terminal.print(`已重设 ${username}（${personId}）的密码，其登录已全部退出 Password reset.`);
      return EXIT_DONE;
    });
  },
};

async function setPassword(
  { office, vault }: OpenedOffice,
  user: { readonly personId: string; readonly username: string; readonly witness: string | undefined },
  { terminal }: CommandContext,
): Promise<void> {
  const secret = await terminal.askSecret(`${user.username} 的新密码 new password`);
  if ((await terminal.askSecret('再输入一次 again')) !== secret)
    throw new OperatorError('未更改：两次输入不一致。请重新执行。');
  let witnessedBy: string | undefined;
  if (user.witness !== undefined) {
    const password = await terminal.askSecret(`第二人 ${user.witness} 的密码 second person's password`);
    witnessedBy = await vault.verifyPassword(user.witness, password);
    if (witnessedBy === undefined || witnessedBy === user.personId) {
      throw new OperatorError('未更改：第二人未能确认。须由本人以外的一人输入自己的密码。');
    }
  }
  const changes = new CredentialChanges(vault, new RecordedFacts(office));
  const { personId, username } = user;
  await changes.apply('password', { personId, username, secret }, ACTOR, witnessedBy, COMMAND_LINE);
}

/** Opens the office without devices, and closes it whatever happens. Throws JOURNAL_BUSY while the service runs. */
async function withOffice(
  named: Configuration,
  { clock, version, terminal }: CommandContext,
  work: (opened: OpenedOffice) => Promise<number>,
): Promise<number> {
  if (named.file === undefined && !existsSync(journalFile(named))) {
    throw new OperatorError(
      `数据目录 ${named.server.dataDirectory} 中还没有台账，未执行。请用 --config 指定本单位的配置文件。`,
    );
  }
  const configuration = inItsOwnTime(named);
  prepareDataDirectory(configuration);
  const opened = openConfiguredOffice({
    configuration,
    machineClock: clock,
    clock: officeClockFor(configuration, clock),
    version,
    devices: {
      execute: (deviceId) =>
        Promise.reject(new DeviceError('DEVICE_OFFLINE', `${deviceId}: the command line drives no device`)),
    },
    onTrouble: ({ kind, what }) => {
      if (kind !== 'device') terminal.print(`${kind}: ${what}`);
    },
  });
  try {
    return await work(opened);
  } catch (error) {
    if (!(error instanceof InvalidRequest)) throw error;
    const lines = error.mistakes.map(
      ({ path, message }) => `  ${path === '' ? '（全表）' : path}：${message}`,
    );
    throw new OperatorError(`${error.message}\n${lines.join('\n')}`, { cause: error });
  } finally {
    await opened.office.close('command-line');
  }
}

/**
 * With a data directory alone nobody says what is installed: it goes on as a demonstration where its journal is one,
 * and by the true time everywhere else.
 */
function inItsOwnTime(named: Configuration): Configuration {
  if (named.file !== undefined || isDemoJournal(journalFile(named)) === true) return named;
  return { ...named, demo: undefined };
}

function readList(positionals: readonly string[]): string {
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0)
    throw new UsageError('未导入：须给出一个 CSV 文件。用 --help 查看用法。');
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new OperatorError(`未导入：文件 ${file} 读不出。请核对路径。`, { cause });
  }
}
