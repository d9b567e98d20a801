/** Reads the tree once for the tidy tests: source files, their imports and their lines. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import ts from 'typescript';

export interface SourceFile {
  /** From the repository's root, with forward slashes. */
  readonly path: string;
  readonly text: string;
  readonly lines: readonly string[];
  readonly imports: readonly SourceImport[];
}
export interface SourceImport {
  readonly specifier: string;
  /** Path inside the repository, or undefined for a package or `node:`. */
  readonly target: string | undefined;
  readonly typeOnly: boolean;
}

const ROOT = normalize(join(import.meta.dirname, '..', '..'));

/** Tracked and new files, ignored ones left out. */
export function trackedFiles(): readonly string[] {
  const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  return listed.split('\n').filter((path) => path !== '' && existsSync(join(ROOT, path)));
}

export function readText(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}

/** All TypeScript and Svelte sources under the given top folders. */
export function readSources(folders: readonly string[]): readonly SourceFile[] {
  return trackedFiles()
    .filter((path) => folders.some((folder) => path.startsWith(`${folder}/`)))
    .filter((path) => /\.(ts|svelte)$/.test(path) && !path.endsWith('.d.ts'))
    .map((path) => readSource(path));
}

function readSource(path: string): SourceFile {
  const text = readText(path);
  return { path, text, lines: text.split('\n'), imports: importsOf(path, text) };
}

function importsOf(path: string, text: string): readonly SourceImport[] {
  const scripts = path.endsWith('.svelte')
    ? [...text.matchAll(/<script[^>]*>([\s\S]*?)<\/script>/g)].map((match) => match[1] ?? '')
    : [text];
  return scripts.flatMap((script) => importsOfScript(path, script));
}

function importsOfScript(path: string, script: string): readonly SourceImport[] {
  const source = ts.createSourceFile(path, script, ts.ScriptTarget.ES2023, true, ts.ScriptKind.TS);
  const found: SourceImport[] = [];
  const visit = (node: ts.Node): void => {
    if (
      (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) &&
      node.moduleSpecifier !== undefined
    ) {
      if (ts.isStringLiteral(node.moduleSpecifier)) {
        found.push(toImport(path, node.moduleSpecifier.text, isTypeOnly(node)));
      }
    }
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      const argument = node.arguments[0];
      if (argument !== undefined && ts.isStringLiteral(argument))
        found.push(toImport(path, argument.text, false));
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function isTypeOnly(node: ts.ImportDeclaration | ts.ExportDeclaration): boolean {
  if (ts.isExportDeclaration(node)) return node.isTypeOnly;
  const clause = node.importClause;
  if (clause === undefined) return false;
  if (clause.isTypeOnly) return true;
  const bindings = clause.namedBindings;
  return (
    clause.name === undefined &&
    bindings !== undefined &&
    ts.isNamedImports(bindings) &&
    bindings.elements.length > 0 &&
    bindings.elements.every((element) => element.isTypeOnly)
  );
}

function toImport(from: string, specifier: string, typeOnly: boolean): SourceImport {
  if (!specifier.startsWith('.')) return { specifier, target: undefined, typeOnly };
  const target = relative(ROOT, join(ROOT, dirname(from), specifier)).replaceAll('\\', '/');
  return { specifier, target, typeOnly };
}
