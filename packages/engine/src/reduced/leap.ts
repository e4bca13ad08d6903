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
  words: Int32Array,
  at: number,
  spread: Float64Array,
  weight: number,
  taken: Float64Array,
  given: Float64Array,
) => void;

/** Which entry of `taken` and `given` a change outside the site goes to. */
export type OutsidePool = (change: CompiledReaction['changes'][number]) => number;

/** 2^-31: 31 bits of a word are a uniform number, the other is a sign. */
const unit = 4.656612873077393e-10;

/**
 * Generates leaps. With mean m a reaction fires floor(m + s e + u) times, where s^2 = m - 1/4 (0 if negative), e is +1 or
 * -1 and u is uniform: a whole number, never negative, with mean exactly m and a variance within 1/4 of m (exactly
 * m (1 - m) below 1/4). That is what a Poisson number does to first and second order, for a square root and a word
 * (weak approximation: Kloeden & Platen 1992, section 14). Species not counted in molecules advance by their mean.
 * No branch depends on chance: a wrong guess of the processor costs more than the arithmetic.
 */
export function generateLeap(
  reactions: readonly CompiledReaction[],
  counted: readonly boolean[],
  outside: OutsidePool,
): Leap {
  const moved = new Moved(outside);
  const lines = reactions.map((reaction, r) => {
    const continuous = reaction.changes.some(({ at, up, index }) => at === 'state' && up === 0 && !counted[index]);
    return continuous ? flow(reaction, r, moved) : firing(reaction, r, moved);
  });
  const body = `let m=0,n=0,w=0;\n${moved.before()}\n${lines.join('\n')}\n${moved.after()}`;
  return assemble(['y', 'a', 'h', 'W', 'w0', 'V', 'weight', 'T', 'G'], body);
}

function firing(reaction: CompiledReaction, r: number, moved: Moved): string {
  const limits = consumed(reaction).map(({ index, amount }) => {
    const y = moved.own(index);
    return amount === -1 ? `if(${y}<n)n=${y};` : `if(${y}<${-amount}*n)n=Math.floor(${y}/${-amount});`;
  });
  const of = reaction.changes.filter(({ at, up }) => at === 'state' && up === 0).sort((a, b) => a.amount - b.amount)[0];
  const variance = of === undefined ? 'm' : `m*V[${of.index}]`;
  const draw =
    `w=W[w0+${r}];n=Math.floor(m+Math.sqrt(Math.max(0,${variance}-0.25))*(w>>31|1)+((w&2147483647)+0.5)*${unit});` +
    `${limits.join('')}`;
  // A reaction that cannot happen stays so for long: the one guess that is nearly always right.
  return `m=a[${r}]*h;if(m>0){${draw}${moved.by(reaction)}}`;
}

function flow(reaction: CompiledReaction, r: number, moved: Moved): string {
  const limits = consumed(reaction).map(({ index, amount }) => {
    const y = moved.own(index);
    return `if(${y}<${-amount}*n)n=${y}/${-amount};`;
  });
  return `n=a[${r}]*h;${limits.join('')}${moved.by(reaction)}`;
}

function consumed({ changes }: CompiledReaction): CompiledReaction['changes'] {
  return changes.filter(({ at, up, amount }) => at === 'state' && up === 0 && amount < 0);
}

/** Writes the changes, on variables of the function instead of arrays. */
class Moved {
  readonly #own = new Set<number>();
  readonly #taken = new Set<number>();
  readonly #given = new Set<number>();

  constructor(readonly outside: OutsidePool) {}

  own(index: number): string {
    this.#own.add(index);
    return `y${index}`;
  }

  by({ changes }: CompiledReaction): string {
    return changes
      .map((change) => {
        const { amount, index } = change;
        if (change.at === 'state' && change.up === 0) return `${this.own(index)}+=${signed(amount)}n;`;
        const pool = this.outside(change);
        (amount < 0 ? this.#taken : this.#given).add(pool);
        return amount < 0 ? `t${pool}+=${signed(-amount)}n;` : `g${pool}+=${signed(amount)}n;`;
      })
      .join('');
  }

  before(): string {
    const own = [...this.#own].map((index) => `let y${index}=y[${index}];`);
    const taken = [...this.#taken].map((pool) => `let t${pool}=0;`);
    const given = [...this.#given].map((pool) => `let g${pool}=0;`);
    return [...own, ...taken, ...given].join('');
  }

  after(): string {
    const own = [...this.#own].map((index) => `y[${index}]=y${index};`);
    const taken = [...this.#taken].map((pool) => `T[${pool}]+=t${pool}*weight;`);
    const given = [...this.#given].map((pool) => `G[${pool}]+=g${pool}*weight;`);
    return [...own, ...taken, ...given].join('');
  }
}

function signed(amount: number): string {
  return amount === 1 ? '' : amount === -1 ? '-' : `${amount < 0 ? `(${amount})` : amount}*`;
}
