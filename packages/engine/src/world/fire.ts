import { assemble } from '../generate/assemble.js';
import type { Changes } from './changes.js';
import type { Reach } from './reach.js';

/** Fires reaction r up to `wanted` times (a whole number), as often as the pools allow. */
export type Fire = (reach: Reach, r: number, wanted: number) => void;

/**
 * Generates the firing of whole numbers: one branch per reaction with its pools and amounts written out. Does what
 * `Reach.limit` and `Reach.apply` do, several times as fast; whole molecules only.
 */
export function generateFire(changes: Changes): Fire {
  const cases: string[] = [];
  for (let r = 0; r < changes.reactions; r++) cases.push(`case ${r}:{${branch(changes, r)}break;}`);
  return assemble<[Reach, number, number]>(
    ['R', 'r', 'n'],
    `let m=n;switch(r){${cases.join('\n')}}R.fired+=n;R.cut+=n-m;`,
  );
}

function branch({ start, pool, index, amount }: Changes, r: number): string {
  const entries = Array.from({ length: start[r + 1] - start[r] }, (_, i) => start[r] + i);
  const place = (entry: number): string =>
    pool[entry] === 0
      ? `R.y[R.yo+${index[entry]}]`
      : `R.delta[${pool[entry]}][R.deltaAt[${pool[entry]}]+${index[entry]}]`;
  const have = (entry: number): string =>
    pool[entry] === 0
      ? place(entry)
      : `R.stock[${pool[entry]}][R.stockAt[${pool[entry]}]+${index[entry]}]+${place(entry)}`;
  const limits = entries
    .filter((entry) => amount[entry] < 0)
    .map((entry) => {
      const each = -amount[entry];
      return `{const a=${have(entry)};if(a<${each}*m)m=Math.max(0,Math.floor(a/${each}));}`;
    });
  const moves = entries.map((entry) => `${place(entry)}+=${signed(amount[entry])}*m;`);
  return `${limits.join('')}if(m>0){${moves.join('')}}`;
}

function signed(value: number): string {
  return value < 0 ? `(${value})` : String(value);
}
