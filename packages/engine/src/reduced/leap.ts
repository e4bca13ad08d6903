import type { CompiledReaction } from '@invadolab/model';
import { assemble } from '../generate/assemble.js';

/**
 * One leap of one site: every reaction fires a whole number of times. `rates` are firings per second, `length` is in s,
 * `words` are random 32-bit words, one per reaction from `at`. What it takes from and gives to the pools outside is added
 * to `taken` and `given`, times `weight`.
 */
export type Leap = (
  y: Float64Array,
  rates: Float64Array,
  length: number,
  words: Uint32Array,
  at: number,
  weight: number,
  taken: Float64Array,
  given: Float64Array,
) => void;

/** Which entry of `taken` and `given` a change outside the site goes to. */
export type OutsidePool = (change: CompiledReaction['changes'][number]) => number;

/** 2^-31: half of the words push a number up, half push it down, and each half is uniform. */
const half = 4.656612873077393e-10;

/**
 * Generates leaps. With mean m a reaction fires floor(m + s e + u) times, where s^2 = m - 1/4 (0 if negative), e is +1 or
 * -1 and u is uniform: a whole number, never negative, with mean exactly m and a variance within 1/4 of m (exactly
 * m (1 - m) below 1/4). That is what a Poisson number does to first and second order, for a square root and a word
 * (weak approximation: Kloeden & Platen 1992, section 14). Species not counted in molecules advance by their mean.
 */
export function generateLeap(
  reactions: readonly CompiledReaction[],
  counted: readonly boolean[],
  outside: OutsidePool,
): Leap {
  const lines = reactions.map((reaction, r) => {
    const continuous = reaction.changes.some(({ at, up, index }) => at === 'state' && up === 0 && !counted[index]);
    return continuous ? flow(reaction, r, outside) : firing(reaction, r, outside);
  });
  return assemble(['y', 'a', 'h', 'W', 'w0', 'weight', 'T', 'G'], `let m=0,n=0,u=0;\n${lines.join('\n')}`);
}

function firing(reaction: CompiledReaction, r: number, outside: OutsidePool): string {
  const own = reaction.changes.filter((change) => change.at === 'state' && change.up === 0);
  const limits = own
    .filter(({ amount }) => amount < 0)
    .map(({ index, amount }) => `if(y[${index}]<${-amount}*n)n=Math.floor(y[${index}]/${-amount});`);
  const draw =
    `u=(W[w0+${r}]+0.5)*${half};` +
    `n=m>0.25?(u<1?Math.floor(m-Math.sqrt(m-0.25)+u):Math.floor(m+Math.sqrt(m-0.25)+u-1)):(0.5*u>1-m?1:0);`;
  return `m=a[${r}]*h;if(m>0){${draw}if(n>0){${limits.join('')}${moves(reaction, outside)}}}`;
}

function flow(reaction: CompiledReaction, r: number, outside: OutsidePool): string {
  const limits = reaction.changes
    .filter(({ at, up, amount }) => at === 'state' && up === 0 && amount < 0)
    .map(({ index, amount }) => `if(y[${index}]<${-amount}*n)n=y[${index}]/${-amount};`);
  return `n=a[${r}]*h;if(n!==0){${limits.join('')}${moves(reaction, outside)}}`;
}

function moves({ changes }: CompiledReaction, outside: OutsidePool): string {
  return changes
    .map((change) => {
      const { amount, index } = change;
      if (change.at === 'state' && change.up === 0) return `y[${index}]+=${amount < 0 ? `(${amount})` : amount}*n;`;
      const pool = outside(change);
      return amount < 0 ? `T[${pool}]+=${-amount}*n*weight;` : `G[${pool}]+=${amount}*n*weight;`;
    })
    .join('');
}
