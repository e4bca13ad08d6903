import type { Statement } from './emit.js';

export interface SplitOptions {
  /** Statements per function (default 400: beyond about 600, V8 stops optimising). */
  readonly limit?: number;
  /** Name of the array, known to all functions, that carries temporaries from one to the next (default `scratch`). */
  readonly scratch?: string;
}

export interface SplitFunctions {
  /** Function bodies, to be called in this order. */
  readonly bodies: readonly string[];
  /** Length the scratch array must have. */
  readonly scratch: number;
}

/**
 * Splits statements into function bodies of limited length. A temporary that a later function reads is kept in the
 * scratch array by the one that computes it and loaded where it is needed.
 */
export function functionsOf(statements: readonly Statement[], options: SplitOptions = {}): SplitFunctions {
  const limit = options.limit ?? 400;
  const scratch = options.scratch ?? 'scratch';
  const home = new Map<string, number>();
  const chunks: { statements: Statement[]; loads: Set<string> }[] = [];
  const crossing = new Map<string, number>();
  let current: { statements: Statement[]; loads: Set<string> } = { statements: [], loads: new Set() };
  const foreign = (statement: Statement): string[] =>
    statement.uses.filter((use) => home.get(use) !== chunks.length && !current.loads.has(use));
  for (const statement of statements) {
    const length = current.statements.length + current.loads.size;
    if (current.statements.length > 0 && length + 1 + foreign(statement).length > limit) {
      chunks.push(current);
      current = { statements: [], loads: new Set() };
    }
    for (const use of foreign(statement)) {
      current.loads.add(use);
      if (!crossing.has(use)) crossing.set(use, crossing.size);
    }
    current.statements.push(statement);
    if (statement.defines !== undefined) home.set(statement.defines, chunks.length);
  }
  chunks.push(current);
  const bodies = chunks.map((chunk) => {
    const loads = [...chunk.loads].map((use) => `const ${use} = ${scratch}[${crossing.get(use)}];`);
    const lines = chunk.statements.map((statement) => {
      const place = statement.defines === undefined ? undefined : crossing.get(statement.defines);
      return place === undefined
        ? statement.text
        : `const ${statement.defines} = ${scratch}[${place}] = ${statement.value};`;
    });
    return [...loads, ...lines].join('\n');
  });
  return { bodies, scratch: crossing.size };
}
