/** `verify-journal`, `backup`, `restore`: over the file alone, also while the service runs (restore needs an empty place). */
import { existsSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { modulesOf } from '../engine/office.ts';
import { rebuildRestored, type RebuildReport } from '../engine/rebuild.ts';
import { backupFile } from '../journal/backup.ts';
import { drillRestore, restoreBackup } from '../journal/restore.ts';
import { parseVerifierKey } from '../journal/signed-note.ts';
import { verifyFile } from '../journal/verify-file.ts';
import type { VerifyReport } from '../journal/verify.ts';
import { OFFICE_PARTS } from '../office.ts';
import { journalFile } from '../office-clock.ts';
import { OperatorError, UsageError } from '../operator-error.ts';
import {
  configurationFor,
  EXIT_DONE,
  EXIT_FOUND_WRONG,
  INSTALLATION_FLAGS,
  type Command,
  type CommandContext,
} from './command.ts';
import { inWords } from './flag-words.ts';

const WITNESS_FLAGS = {
  witness: { type: 'string', multiple: true },
  key: { type: 'string', multiple: true },
} as const;

export const VERIFY_JOURNAL: Command = {
  name: 'verify-journal',
  usage: '[--config FILE | --data DIRECTORY] [--witness NOTE]... [--key VERIFIER_KEY]...',
  summaryZh: '核验台账；--witness 给出存放在别处的检查点，--key 给出纸质登记簿上的公钥',
  summaryEn: 'verify the journal, with checkpoints kept elsewhere and keys from the paper register',
  run: async (args, context) => {
    const options = { ...INSTALLATION_FLAGS, ...WITNESS_FLAGS };
    const { values } = inWords(() => parseArgs({ args: [...args], options }));
    const report = verifyFile(presentJournal(values, context), proofs(values));
    return printReport(report, context);
  },
};

export const BACKUP: Command = {
  name: 'backup',
  usage: 'DIRECTORY [--config FILE | --data DIRECTORY]',
  summaryZh: '在线备份到一个新目录并核验',
  summaryEn: 'back up online into a new directory, and verify it',
  run: async (args, context) => {
    const { values, positionals } = inWords(() =>
      parseArgs({ args: [...args], options: INSTALLATION_FLAGS, allowPositionals: true }),
    );
    const target = onlyOne(positionals, '备份目录');
    const source = presentJournal(values, context);
    const manifest = await backupFile(source, resolve(target), context.clock.epochMs());
    context.terminal.print(`备份完成并已核验 Backed up and verified: ${resolve(target)}`);
    context.terminal.print(`  台账 of ${source}`);
    context.terminal.print(`  ${manifest.lines} 行 lines，sha256 ${manifest.sha256}`);
    context.terminal.print(
      `  未包含，须另行保管 Not included, keep apart: ${[...manifest.notIncluded].join('、')}`,
    );
    return EXIT_DONE;
  },
};

export const RESTORE: Command = {
  name: 'restore',
  usage: 'BACKUP --data DIRECTORY [--drill] [--witness NOTE]... [--key VERIFIER_KEY]...',
  summaryZh: '把备份恢复到空目录并核验；--drill 只演练，不留文件',
  summaryEn: 'restore a backup into an empty directory, verified; --drill only tries it',
  run: async (args, context) => {
    const options = {
      data: { type: 'string' },
      drill: { type: 'boolean', default: false },
      ...WITNESS_FLAGS,
    } as const;
    const { values, positionals } = inWords(() =>
      parseArgs({ args: [...args], options, allowPositionals: true }),
    );
    const backup = resolve(onlyOne(positionals, '备份目录'));
    if (values.drill) {
      const { manifest, rebuilt } = await drillRestore(
        backup,
        tmpdir(),
        (file) => rebuildRestored(modulesOf(OFFICE_PARTS), file),
        proofs(values),
      );
      return printDrill(manifest.lines, rebuilt, context);
    }
    if (values.data === undefined)
      throw new UsageError('未恢复：请用 --data 指定一个空目录，或用 --drill 演练。');
    const { file, verified } = await restoreBackup(
      backup,
      resolve(values.data, 'journal.db'),
      proofs(values),
    );
    context.terminal.print(`已恢复并核验 Restored and verified: ${file}（${verified.lines} 行）`);
    context.terminal.print(
      `请把另行保管的 vault.key 放回 ${dirname(file)}，否则无法登录和识别卡。Put vault.key back beside it.`,
    );
    return EXIT_DONE;
  },
};

/** The journal's file. Throws `OperatorError` where there is none: a typing error must not pass for an empty journal. */
function presentJournal(values: Parameters<typeof configurationFor>[0], context: CommandContext): string {
  const file = journalFile(configurationFor(values, context));
  if (!existsSync(file))
    throw new OperatorError(`没有台账 ${file}，未执行。请核对 --config 或 --data 指定的目录。`);
  return file;
}

function proofs(values: { readonly witness?: string[] | undefined; readonly key?: string[] | undefined }): {
  readonly witnessed: readonly string[];
  readonly verifierKeys?: readonly string[];
} {
  const witnessed = (values.witness ?? []).map((path) => {
    try {
      return readFileSync(path, 'utf8');
    } catch (cause) {
      throw new OperatorError(`检查点文件 ${path} 读不出，未核验。请核对路径。`, { cause });
    }
  });
  for (const key of values.key ?? []) {
    try {
      parseVerifierKey(key);
    } catch (cause) {
      if (!(cause instanceof RangeError)) throw cause;
      throw new OperatorError(`“${key}”不是校验公钥，未核验。请按登记簿逐字核对后重新输入。`, { cause });
    }
  }
  return { witnessed, ...(values.key === undefined ? {} : { verifierKeys: values.key }) };
}

function printDrill(
  lines: number,
  { equal, modules, tables }: RebuildReport,
  { terminal }: CommandContext,
): number {
  if (equal) {
    terminal.print(
      `演练成功 The drill succeeded: ${lines} 行备份已恢复、核验，各登记簿由台账重建后一致；未留下文件。`,
    );
    return EXIT_DONE;
  }
  const differing = [...modules, ...tables].filter((part) => !part.equal).map(({ name }) => name);
  terminal.print(
    `演练未通过：台账核验无误，但由台账重建的内容与备份中的不一致（${differing.join('、')}）。请勿启用该备份，先查明原因。` +
      'The drill failed: what follows from the journal differs from what was saved.',
  );
  return EXIT_FOUND_WRONG;
}

function printReport(report: VerifyReport, { terminal }: CommandContext): number {
  terminal.print(`${report.lines} 行 lines，根 root ${report.root}`);
  if (report.findings.length === 0) {
    terminal.print('台账完整 The journal verifies.');
    terminal.print(exposure(report));
    return EXIT_DONE;
  }
  for (const finding of report.findings) terminal.print(`  ✗ ${JSON.stringify(finding)}`);
  terminal.print(
    `台账核验未通过，发现 ${report.findings.length} 处。请勿改动文件，按操作手册处置。The journal does not verify.`,
  );
  return EXIT_FOUND_WRONG;
}

/** How much nobody outside vouches for: an old file put back whole verifies by itself. */
function exposure({ lines, witnessedLines, exposedLines }: VerifyReport): string {
  return witnessedLines === 0
    ? `未用存放在别处的检查点：全部 ${lines} 行只由本机作证。No checkpoint kept elsewhere vouches for any line.`
    : `存放在别处的检查点证实前 ${witnessedLines} 行，其后 ${exposedLines} 行尚无外证。` +
        `Vouched for elsewhere: ${witnessedLines} lines; not yet: ${exposedLines}.`;
}

function onlyOne(positionals: readonly string[], what: string): string {
  const [first, ...more] = positionals;
  if (first === undefined || more.length > 0)
    throw new UsageError(`未执行：须给出一个${what}。用 --help 查看用法。`);
  return first;
}
