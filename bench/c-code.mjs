import { dependencies, derivatives } from '../packages/engine/dist/src/generate/derivative.js';
import { emit } from '../packages/engine/dist/src/generate/emit.js';
import { FrozenPart, Lowering } from '../packages/engine/dist/src/generate/lower.js';
import { frameSource } from '../packages/engine/dist/src/generate/slots.js';

/** The statements of a program as the body of a C function: the peers compute exactly the formulas that we do. */
export function cBody(program) {
  const { pieces } = emit(program, { statements: Infinity, operations: Infinity });
  return pieces
    .map(({ body }) => body)
    .join('\n')
    .replaceAll('const v', 'const double v')
    .replaceAll('Math.sqrt', 'sqrt')
    .replaceAll('Math.abs', 'fabs')
    .replaceAll('Math.min', 'fmin')
    .replaceAll('Math.max', 'fmax')
    .replace(/(?<![\w.[])(\d+)(?![\w.\]])/g, '$1.0');
}

/** Right-hand side and dense Jacobian (column-major) of a place, over the state `y` and the frozen coefficients `k`. */
export function cEquations(place) {
  const { lowering, frozen } = lowered('y');
  const rhs = lowering();
  const jacobian = lowering();
  const size = place.species.length;
  const sums = new Array(size).fill(rhs.live.zero);
  for (const reaction of place.reactions) {
    const rate = rhs.lower(reaction.rate);
    for (const { index, amount } of reaction.changes)
      sums[index] = rhs.live.add(sums[index], rhs.live.scale(rate, amount));
  }
  for (const [i, sum] of sums.entries()) rhs.live.output(`dy[${i}]`, sum);

  const program = jacobian.live;
  const inputs = place.species.map((_, i) => program.input(`y[${i}]`));
  const by = inputs.map((input) => derivatives(program, input));
  const dependsOn = dependencies(program, inputs);
  const entries = new Map();
  for (const reaction of place.reactions) {
    const rate = jacobian.lower(reaction.rate);
    for (const input of dependsOn(rate)) {
      const column = inputs.indexOf(input);
      for (const { index, amount } of reaction.changes) {
        const at = column * size + index;
        entries.set(at, program.add(entries.get(at) ?? program.zero, program.scale(by[column](rate), amount)));
      }
    }
  }
  for (let i = 0; i < size; i += 1) if (!entries.has(i * size + i)) entries.set(i * size + i, program.zero);
  const places = [...entries.keys()].sort((a, b) => a - b);
  for (const at of places) program.output(`jac[${at}]`, entries.get(at));
  const text = `#define SIZE ${size}
#define NONZEROS ${places.length}
#define COEFFICIENTS ${frozen.size}
static const int entries[NONZEROS] = {${places}};
static void rhs(const double *restrict y, const double *restrict k, double *restrict dy) {
${cBody(rhs.live)}
}
static void jacobian(const double *restrict y, const double *restrict k, double *restrict jac) {
${cBody(program)}
}
`;
  return { text, frozen };
}

/** Propensities and the updates of each reaction, with the coefficients written in as numbers. */
export function cEvents(place, coefficients) {
  const { lowering } = lowered('x');
  const first = lowering();
  const values = place.reactions.map((reaction) => first.lower(reaction.propensity));
  for (const [r, value] of values.entries()) first.live.output(`a[${r}]`, value);
  const inputs = place.species.map((_, i) => first.live.input(`x[${i}]`));
  const dependsOn = dependencies(first.live, inputs);
  const reads = values.map((value) => new Set(dependsOn(value).map((input) => inputs.indexOf(input))));
  const cases = place.reactions.map((reaction, r) => {
    const which = lowering();
    const moved = reaction.changes.map(({ index }) => index);
    for (const [j, other] of place.reactions.entries())
      if (moved.some((index) => reads[j].has(index))) which.live.output(`n`, which.lower(other.propensity));
    const affected = place.reactions.flatMap((_, j) => (moved.some((index) => reads[j].has(index)) ? [j] : []));
    let at = 0;
    const body = cBody(which.live).replace(/^n=(.*);$/gm, (_, value) => {
      const j = affected[at++];
      return `n=${value}; total+=n-a[${j}]; a[${j}]=n;`;
    });
    const moves = reaction.changes.map(({ index, amount }) => `x[${index}]+=${amount};`).join('');
    return `case ${r}: { ${moves}\n${body}\nbreak; }`;
  });
  return `#define SPECIES ${place.species.length}
#define REACTIONS ${place.reactions.length}
static const double k[] = {${[...coefficients].map((value) => value.toExponential(17))}};
static void all(const double *x, double *a) {
${cBody(first.live)}
}
#define CASES ${cases.join('\n').replaceAll('\n', ' \\\n')}
`;
}

function lowered(state) {
  const frozen = new FrozenPart();
  const lowering = () =>
    new Lowering(
      frozen,
      (slot) => (slot.at === 'state' && slot.up === 0 ? `${state}[${slot.index}]` : undefined),
      (slot) => frameSource(slot, []),
    );
  return { frozen, lowering };
}
