import ts from 'typescript';

const allowedMath = new Set(
  'abs min max floor ceil round sqrt imul trunc fround clz32 sign PI E LN2 LN10 LOG2E LOG10E SQRT2 SQRT1_2'.split(' '),
);
const forbiddenGlobals = new Set(
  'process Buffer console Date performance Intl require module __dirname __filename global crypto Temporal'.split(' '),
);
const forbiddenMembers = new Set([
  'localeCompare',
  'toLocaleString',
  'toLocaleUpperCase',
  'toLocaleLowerCase',
  'toLocaleDateString',
]);

/** What a source file says that its layer may not: `{rule, word, line}`. `library` is false for applications. */
export function syntaxProblems({ name, text }, library) {
  const file = ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true);
  const declared = declaredNames(file);
  const problems = [];
  const add = (node, rule, word) => {
    problems.push({ rule, word, line: file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1 });
  };
  const visit = (node) => {
    if (isDefaultExport(node)) add(node, 'no default export', 'default');
    if (library) visitLibrary(node, declared, add);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return problems;
}

function visitLibrary(node, declared, add) {
  const power = ts.isBinaryExpression(node) && node.operatorToken.kind;
  if (power === ts.SyntaxKind.AsteriskAsteriskToken || power === ts.SyntaxKind.AsteriskAsteriskEqualsToken) {
    add(node.operatorToken, 'no platform arithmetic', '**');
  }
  if (!ts.isIdentifier(node)) return;
  const { parent, text } = node;
  const isMember = ts.isPropertyAccessExpression(parent) && parent.name === node;
  if (isMember && forbiddenMembers.has(text)) add(node, 'no locale', text);
  if (isMember || isPropertyName(node)) return;
  if (text === 'Math' && !declared.has(text)) {
    const member = ts.isPropertyAccessExpression(parent) ? parent.name.text : 'Math';
    if (!allowedMath.has(member)) add(node, 'no platform arithmetic', member === 'Math' ? 'Math' : `Math.${member}`);
  } else if (forbiddenGlobals.has(text) && !declared.has(text)) {
    add(node, 'no platform', text);
  } else if (text === 'globalThis') {
    const member = ts.isPropertyAccessExpression(parent) ? parent.name.text : '';
    if (member === '' || member === 'Math' || forbiddenGlobals.has(member))
      add(node, 'no platform', `globalThis.${member}`);
  }
}

function isDefaultExport(node) {
  if (ts.isExportAssignment(node)) return true;
  if (ts.isExportSpecifier(node)) return node.name.text === 'default';
  return (
    ts.canHaveModifiers(node) && (ts.getModifiers(node) ?? []).some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword)
  );
}

/** A key, a member declaration or a label: a name that refers to nothing outside. */
function isPropertyName(node) {
  const { parent } = node;
  if (ts.isShorthandPropertyAssignment(parent)) return false;
  if (ts.isQualifiedName(parent)) return parent.right === node;
  return 'name' in parent && parent.name === node && !ts.isVariableDeclaration(parent) && !ts.isBindingElement(parent);
}

function declaredNames(file) {
  const names = new Set();
  const visit = (node) => {
    const declares =
      ts.isVariableDeclaration(node) ||
      ts.isParameter(node) ||
      ts.isBindingElement(node) ||
      ts.isFunctionDeclaration(node) ||
      ts.isClassDeclaration(node) ||
      ts.isImportSpecifier(node) ||
      ts.isInterfaceDeclaration(node) ||
      ts.isTypeAliasDeclaration(node);
    if (declares && node.name && ts.isIdentifier(node.name)) names.add(node.name.text);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return names;
}
