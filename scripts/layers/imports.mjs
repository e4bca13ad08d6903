import { readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join, posix } from 'node:path';
import { cruise } from 'dependency-cruiser';
import ts from 'typescript';

/** Height of each package; imports go to lower ones only. */
export const heights = {
  core: 0,
  model: 1,
  results: 1,
  inference: 1,
  engine: 2,
  assays: 2,
  sbml: 2,
  tissue: 3,
  'engine-wasm': 3,
  'engine-webgpu': 3,
  study: 4,
  report: 4,
  viewer: 4,
  laboratory: 5,
};

/** Imports that break the layers: `{rule, word, line}`. */
export function importProblems(source, root) {
  const [place, own] = source.name.split('/');
  const library = place === 'packages';
  const problems = [];
  if (library && !(own in heights)) problems.push({ rule: 'known package', word: own, line: 1 });
  for (const { specifier, line } of importsOf(source)) {
    const add = (rule) => problems.push({ rule, word: specifier, line });
    if (specifier.startsWith('.')) {
      const target = posix.join(posix.dirname(source.name), specifier);
      if (!target.startsWith(`${place}/${own}/`)) add('no relative import of another package');
      continue;
    }
    if (specifier.startsWith('node:') || builtinModules.includes(specifier)) {
      if (library) add('no platform');
      continue;
    }
    const [, other, deep] = /^@invadolab\/([^/]+)(\/.*)?$/.exec(specifier) ?? [];
    if (deep) add('no import past the index of a package');
    if (other && library && !(heights[other] < heights[own])) add('imports go down only');
    if (!declaredPackages(root, `${place}/${own}`).has(packageOf(specifier))) add('imports stand in package.json');
  }
  return problems;
}

function importsOf({ name, text }) {
  const { importedFiles } = ts.preProcessFile(text, true, true);
  return importedFiles.map(({ fileName, pos }) => ({
    specifier: fileName,
    line: text.slice(0, pos).split('\n').length,
    name,
  }));
}

function packageOf(specifier) {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

function declaredPackages(root, folder) {
  const { dependencies, devDependencies, peerDependencies } = JSON.parse(
    readFileSync(join(root, folder, 'package.json'), 'utf8'),
  );
  return new Set([dependencies, devDependencies, peerDependencies].flatMap((table) => Object.keys(table ?? {})));
}

/** Import cycles among the source files, type imports included: one `{rule, word, file}` per cycle. */
export async function importCycles(root) {
  const { output } = await cruise(['packages', 'apps'], {
    baseDir: root,
    includeOnly: '^(packages|apps)/[^/]+/src/',
    exclude: { path: 'node_modules|/dist/|/bundle/' },
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    validate: true,
    ruleSet: { forbidden: [{ name: 'no cycles', severity: 'error', from: {}, to: { circular: true } }] },
  });
  const cycles = new Map();
  for (const { from, cycle } of output.summary.violations) {
    const members = [from, ...cycle.map(({ name }) => name)];
    cycles.set([...new Set(members)].sort().join(), {
      rule: 'no import cycle',
      word: members.join(' -> '),
      file: from,
    });
  }
  return { cycles: [...cycles.values()], modules: output.modules.length };
}
