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
 * Generates leaps. With mean m a reaction fires floor(m + s e + u) times, where s^2 = v m - 1/4 (0 if negative), e is +1 or
 * -1 and u is uniform: a whole number, never negative, with mean exactly m and, for v = 1, a variance within 1/4 of m (exactly
 * m (1 - m) below 1/4). That is what a Poisson number does to first and second order, for a square root and a word
 * (weak approximation: Kloeden & Platen 1992, section 14). Species not counted in molecules advance by their mean.
 *
 * All reactions fire before any amount is looked at, since what one takes another may bring in the same leap; only where a
 * species would end below zero do reactions that use it up take firings back, the first ones first. No branch depends on chance
 * otherwise: a wrong guess of the processor costs more than the arithmetic.
 */
export function generateLeap(
  reactions: readonly CompiledReaction[],
  counted: readonly boolean[],
  outside: OutsidePool,
): Leap {
  const own = [...new Set(reactions.flatMap((reaction) => ownChanges(reaction).map(({ index }) => index)))];
  const used = own.filter((index) => reactions.some((reaction) => usedBy(reaction, index) > 0));
  const N = new Float64Array(Math.max(9, reactions.length));
  const again = used.map((index) => takeBack(index, reactions, counted)).join('');
  const takeBackAll = assemble<[Float64Array]>(['y'], `let c=0,more=1;while(more>0){more=0;${again}}`, { N });
  const body = [
    'let m=0,n=0,w=0,low=0;',
    ...own.map((index) => `let y${index}=y[${index}];`),
    ...reactions.map((reaction, r) => fire(reaction, r, counted)),
    ...own.map((index) => `y[${index}]=y${index};`),
    ...used.map((index) => `low=Math.min(low,y${index});`),
    'if(low<0)takeBackAll(y);',
    ...atOutside(reactions, outside),
  ];
  return assemble(['y', 'a', 'h', 'W', 'w0', 'V', 'weight', 'T', 'G'], body.join('\n'), { N, takeBackAll });
}

function ownChanges({ changes }: CompiledReaction): CompiledReaction['changes'] {
  return changes.filter(({ at, up }) => at === 'state' && up === 0);
}

function isContinuous(reaction: CompiledReaction, counted: readonly boolean[]): boolean {
  return ownChanges(reaction).some(({ index }) => !counted[index]);
}

function usedBy(reaction: CompiledReaction, species: number): number {
  return ownChanges(reaction).reduce((sum, { index, amount }) => (index === species ? sum - amount : sum), 0);
}

function fire(reaction: CompiledReaction, r: number, counted: readonly boolean[]): string {
  const own = ownChanges(reaction);
  const changed = own.map(({ index, amount }) => `y${index}+=${times(amount)}n;`).join('');
  if (isContinuous(reaction, counted)) return `n=a[${r}]*h;N[${r}]=n;${changed}`;
  // The noise of what is used up, else of what is made, fades as that species forgets.
  const [first] = [...own].sort((a, b) => a.amount - b.amount);
  const variance = first === undefined ? 'm' : `m*V[${first.index}]`;
  const number = `Math.floor(m+Math.sqrt(Math.max(0,${variance}-0.25))*(w>>31|1)+((w&2147483647)+0.5)*${unit})`;
  return `m=Math.max(0,a[${r}]*h);w=W[w0+${r}];n=${number};N[${r}]=n;${changed}`;
}

/** Where a species is below zero, reactions that use it up fire less often, one after the other. */
function takeBack(species: number, reactions: readonly CompiledReaction[], counted: readonly boolean[]): string {
  const users = reactions.flatMap((reaction, r) => {
    const each = usedBy(reaction, species);
    if (!(each > 0)) return [];
    const lacking = `-y[${species}]/${each}`;
    const whole = isContinuous(reaction, counted) ? lacking : `Math.ceil(${lacking})`;
    const back = ownChanges(reaction).map(({ index, amount }) => `y[${index}]-=${times(amount)}c;`);
    return [`if(y[${species}]<0&&N[${r}]>0){c=Math.min(N[${r}],${whole});N[${r}]-=c;${back.join('')}more=1;}`];
  });
  return `if(y[${species}]<0){${users.join('')}}`;
}

function atOutside(reactions: readonly CompiledReaction[], outside: OutsidePool): readonly string[] {
  const sums = new Map<string, string[]>();
  reactions.forEach((reaction, r) => {
    const own = ownChanges(reaction);
    for (const change of reaction.changes) {
      if (own.includes(change)) continue;
      const entry = `${change.amount < 0 ? 'T' : 'G'}[${outside(change)}]`;
      sums.set(entry, [...(sums.get(entry) ?? []), `${times(Math.abs(change.amount))}N[${r}]`]);
    }
  });
  return [...sums].map(([entry, terms]) => `${entry}+=(${terms.join('+')})*weight;`);
}

function times(amount: number): string {
  return amount === 1 ? '' : amount === -1 ? '-' : `${amount < 0 ? `(${amount})` : amount}*`;
}
