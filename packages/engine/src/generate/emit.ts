import { type Operation, operands, type Program, type Value } from './program.js';

/** One generated function: statements over the parameters and captured names of its program. */
export interface Piece {
  readonly body: string;
}

export interface EmitOptions {
  /** Largest number of statements in one function: V8 stops optimising functions much longer than this. */
  readonly statements?: number;
  /** Largest number of operations in one function, for the same reason. */
  readonly operations?: number;
  /** Name of the captured array that carries values from one piece to the next. */
  readonly spill?: string;
}

interface Statement {
  readonly text: string;
  readonly cost: number;
  readonly defines?: Value;
  readonly uses: readonly Value[];
}

/** A single-use value longer than this becomes a statement of its own. */
const longestExpression = 24;

/**
 * Emits a program as pieces to be called in order. Values used once are written in place; the others are constants of
 * the piece that computes them and travel to later pieces through the spill array. `spills` is how long that must be.
 */
export function emit(program: Program, options: EmitOptions = {}): { pieces: readonly Piece[]; spills: number } {
  const statements = write(program);
  const most = options.statements ?? 400;
  const mostOperations = options.operations ?? 2500;
  const spill = options.spill ?? 'w';
  const slots = new Map<Value, number>();
  const home = new Map<Value, { readonly lines: string[]; readonly line: number }>();
  const pieces: string[][] = [];
  let lines: string[] = [];
  let have = new Set<Value>();
  let cost = 0;
  const open = () => {
    lines = [];
    have = new Set();
    cost = 0;
    pieces.push(lines);
  };
  for (const statement of statements) {
    const full = lines.length + statement.uses.length >= most || cost + statement.cost > mostOperations;
    if (pieces.length === 0 || (full && lines.length > 0)) open();
    for (const value of statement.uses) {
      if (have.has(value)) continue;
      if (!slots.has(value)) {
        slots.set(value, slots.size);
        const { lines: at, line } = home.get(value)!;
        at[line] = at[line].replace('=', `=${spill}[${slots.get(value)}]=`);
      }
      lines.push(`const v${value}=${spill}[${slots.get(value)}];`);
      have.add(value);
      cost += 1;
    }
    lines.push(statement.text);
    cost += statement.cost;
    if (statement.defines === undefined) continue;
    have.add(statement.defines);
    home.set(statement.defines, { lines, line: lines.length - 1 });
  }
  return { pieces: pieces.map((piece) => ({ body: piece.join('\n') })), spills: slots.size };
}

/** Statements in an order in which every value is computed as soon as its first output needs it. */
function write(program: Program): readonly Statement[] {
  const uses = countUses(program);
  const statements: Statement[] = [];
  const done = new Set<Value>();
  const text = new Map<Value, { text: string; cost: number; uses: Value[] }>();

  const named = (value: Value): boolean => {
    const operation = program.operations[value];
    return operation.op !== 'number' && uses.get(value)! > 1;
  };
  const expression = (value: Value): { text: string; cost: number; uses: Value[] } => {
    if (done.has(value)) return { text: `v${value}`, cost: 0, uses: [value] };
    const before = text.get(value);
    if (before) return before;
    const parts = operands(program.operations[value]).map(expression);
    const own = {
      text: spell(
        program.operations[value],
        parts.map((part) => part.text),
      ),
      cost: 1 + parts.reduce((sum, part) => sum + part.cost, 0),
      uses: parts.flatMap((part) => part.uses),
    };
    if (named(value) || own.cost > longestExpression) {
      statements.push({ text: `const v${value}=${own.text};`, cost: own.cost, defines: value, uses: own.uses });
      done.add(value);
      return { text: `v${value}`, cost: 0, uses: [value] };
    }
    text.set(value, own);
    return own;
  };
  for (const output of program.outputs) {
    const found = expression(output.value);
    statements.push({ text: `${output.target}=${found.text};`, cost: found.cost + 1, uses: found.uses });
  }
  return statements;
}

function countUses(program: Program): Map<Value, number> {
  const uses = new Map<Value, number>();
  const live: Value[] = [];
  const use = (value: Value) => {
    const before = uses.get(value) ?? 0;
    uses.set(value, before + 1);
    if (before === 0) live.push(value);
  };
  for (const output of program.outputs) use(output.value);
  for (let next = live.pop(); next !== undefined; next = live.pop())
    for (const operand of operands(program.operations[next])) use(operand);
  return uses;
}

const infix = { add: '+', sub: '-', mul: '*', lt: '<', le: '<=', gt: '>', ge: '>=' } as const;

function spell(operation: Operation, parts: readonly string[]): string {
  const [a, b, c] = parts;
  switch (operation.op) {
    case 'number':
      return spellNumber(operation.value);
    case 'input':
      return operation.source;
    case 'neg':
      return `(-${a})`;
    case 'inv':
      return `(1/${a})`;
    case 'sqrt':
    case 'abs':
    case 'floor':
      return `Math.${operation.op}(${a})`;
    case 'exp':
    case 'log':
    case 'sin':
    case 'cos':
      return `${operation.op}(${a})`;
    case 'min':
    case 'max':
      return `Math.${operation.op}(${a},${b})`;
    case 'pow':
      return `pow(${a},${b})`;
    case 'add':
    case 'sub':
    case 'mul':
      return `(${a}${infix[operation.op]}${b})`;
    case 'if':
      return `(${a}!==0?${b}:${c})`;
    default:
      return `(${a}${infix[operation.op]}${b}?1:0)`;
  }
}

function spellNumber(value: number): string {
  if (Number.isNaN(value)) return '(0/0)';
  if (value === Infinity || value === -Infinity) return value > 0 ? '(1/0)' : '(-1/0)';
  return value < 0 || Object.is(value, -0) ? `(${Object.is(value, -0) ? '-0' : String(value)})` : String(value);
}
