import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import ts from 'typescript';
import { runAsScript } from './report-check.mjs';

const LIST = 'scripts/public-symbols.json';
const WRITE = '--write';

/**
 * Every symbol that a package's index exports, and every public method of an exported class, has a doc comment. What is
 * exported stands in a list, so that a change of it is seen; `node scripts/check-docs.mjs --write` brings it up to date.
 */
export async function checkDocs(root) {
  const indexes = readdirSync(join(root, 'packages'))
    .map((name) => join(root, 'packages', name, 'src', 'index.ts'))
    .filter((file) => existsSync(file));
  const options = {
    module: ts.ModuleKind.NodeNext,
    target: ts.ScriptTarget.ES2022,
    strict: true,
    noEmit: true,
    skipLibCheck: true,
  };
  const program = ts.createProgram(indexes, options);
  const checker = program.getTypeChecker();
  const problems = [];
  const exports = {};
  let count = 0;
  for (const index of indexes) {
    const module = checker.getSymbolAtLocation(program.getSourceFile(index));
    const names = [];
    exports[basename(dirname(dirname(index)))] = names;
    for (const exported of module ? checker.getExportsOfModule(module) : []) {
      names.push(exported.name);
      const symbol = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported;
      for (const { name, documented, declaration } of [
        describe(exported.name, symbol, checker),
        ...methods(exported.name, symbol, checker),
      ]) {
        count++;
        if (!documented)
          problems.push(`${place(declaration, root) ?? relative(root, index)}: ${name} has no doc comment`);
      }
    }
  }
  problems.push(...compareWithList(root, exports));
  return { problems: [...new Set(problems)], notes: [`${count} public symbols`] };
}

function compareWithList(root, exports) {
  const file = join(root, LIST);
  const sorted = Object.fromEntries(Object.entries(exports).map(([name, symbols]) => [name, symbols.sort()]));
  if (process.argv[2] === WRITE) writeFileSync(file, `${JSON.stringify(sorted, null, 2)}\n`);
  if (!existsSync(file)) return [];
  const listed = JSON.parse(readFileSync(file, 'utf8'));
  const differences = (from, to, what) =>
    Object.entries(from).flatMap(([name, symbols]) =>
      symbols
        .filter((symbol) => !to[name]?.includes(symbol))
        .map((symbol) => `${LIST}: ${name}: ${symbol} ${what}; if that is meant, run this check with ${WRITE}`),
    );
  return [...differences(sorted, listed, 'is not listed'), ...differences(listed, sorted, 'is not exported any more')];
}

function methods(className, symbol, checker) {
  if (!(symbol.flags & ts.SymbolFlags.Class)) return [];
  return [...(symbol.members?.values() ?? [])]
    .filter(({ flags, declarations = [] }) => flags & ts.SymbolFlags.Method && declarations.every(isPublic))
    .map((member) => describe(`${className}.${member.name}`, member, checker, inherited(symbol)));
}

// A method of an interface that the class implements is documented there.
function inherited(symbol) {
  return (symbol.declarations ?? []).some((declaration) => (declaration.heritageClauses ?? []).length > 0);
}

function isPublic(declaration) {
  return (ts.getCombinedModifierFlags(declaration) & (ts.ModifierFlags.Private | ts.ModifierFlags.Protected)) === 0;
}

function describe(name, symbol, checker, excused = false) {
  const documented = excused || ts.displayPartsToString(symbol.getDocumentationComment(checker)).trim() !== '';
  return { name, documented, declaration: symbol.declarations?.[0] };
}

function place(declaration, root) {
  if (!declaration) return undefined;
  const file = declaration.getSourceFile();
  return `${relative(root, file.fileName)}:${file.getLineAndCharacterOfPosition(declaration.getStart(file)).line + 1}`;
}

await runAsScript(import.meta.url, 'check-docs', checkDocs);
