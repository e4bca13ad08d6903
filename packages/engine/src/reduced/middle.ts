import type { CompiledReaction } from '@invadolab/model';
import { assemble } from '../generate/assemble.js';

/**
 * What is expected of one site during a leap of `length` seconds, from its state `y` and its firings per second `rates`:
 * `middle` gets the mean of every species over the leap, `spread` the share of the noise of its reactions that is still there
 * at the end. Returns the largest x of any species, NaN where a rate is not a number.
 */
export type Middle = (
  y: Float64Array,
  rates: Float64Array,
  returns: number,
  length: number,
  middle: Float64Array,
  spread: Float64Array,
) => number;

/**
 * Generates that expectation. With x = -h d(its change per second) / d(itself) a species follows an exponential, so its mean
 * over the leap is y + (change at the first rate) (x - 1 + e^-x) / x^2, and noise that comes in evenly keeps the share
 * (1 - e^-2x) / 2x of its variance: as rational functions, a Padé form that is right to the third order at 0 and an
 * inverse series. For one species with constant gain and first-order loss a leap is then all but exact in its mean at any length,
 * and a state at rest stays at rest. `returns` says where among the rates those derivatives start.
 */
export function generateMiddle(reactions: readonly CompiledReaction[], species: number): Middle {
  const change: string[] = [];
  const loss: string[] = [];
  for (let s = 0; s < species; s++) {
    const terms = reactions.flatMap(({ changes }, r) => {
      const amount = changes.reduce((sum, one) => (isOwn(one, s) ? sum + one.amount : sum), 0);
      return amount === 0 ? [] : [{ amount, text: `${Math.abs(amount) === 1 ? '' : `${Math.abs(amount)}*`}a[${r}]` }];
    });
    const gain = terms.filter(({ amount }) => amount > 0).map(({ text }) => text);
    loss[s] = terms
      .filter(({ amount }) => amount < 0)
      .map(({ text }) => text)
      .join('+');
    change[s] = `${gain.join('+') || '0'}${loss[s] === '' ? '' : '-l'}`;
  }
  const lines = change.map((net, s) =>
    loss[s] === ''
      ? `M[${s}]=y[${s}]+0.5*h*(${net});V[${s}]=1;`
      : `l=${loss[s]};x=h*Math.max(0,a[r0+${s}]);p=1+x*(0.4+x*0.05);v=1+x*(1+x/3);i=1/(p*v);` +
        `M[${s}]=Math.max(0,y[${s}]+h*(${net})*(0.5+x*0.03333333333333333)*v*i);V[${s}]=p*i;f=Math.max(f,x);`,
  );
  const sum = lines.map((_, s) => `M[${s}]`).join('+') || '0';
  return assemble(
    ['y', 'a', 'r0', 'h', 'M', 'V'],
    `let l=0,x=0,p=0,v=0,i=0,f=0;\n${lines.join('\n')}\nreturn f+0*(${sum});`,
  );
}

function isOwn({ at, up, index }: CompiledReaction['changes'][number], species: number): boolean {
  return at === 'state' && up === 0 && index === species;
}
