import { parseModel } from '@invadolab/model';

/** A model with one of everything that SBML core can hold: nested places, all functions, all kinds of events. */
export const everythingText = `format: 1
model: One of everything & <more>
references:
  smith2001: {authors: Smith A, year: 2001, doi: 10.1000/xyz}
parameters:
  k: {value: 0.05 1/s, range: [0.01 1/s, 1 1/s], source: {measured: smith2001}, name: a rate}
  K: {value: 20 nM, source: {assumed: a test}}
  n: {value: 1.7, source: {assumed: a test}}
  tau: {value: 7 s, source: {assumed: a test}}
  v: {value: 3 nM/min, source: {assumed: a test}}
  area: {value: 12 um2, source: {assumed: a test}}
  size: {value: 40 um3, source: {derived: from a diameter, from: [smith2001]}}
  dose: {value: 5 nM, source: {assumed: a test}}
  switch: {value: 0, source: {assumed: a test}}
  push: {value: 4 pN, source: {assumed: a test}}
  stiff: {value: 2 pN/um, source: {assumed: a test}}
  drag: {value: 9 pN s/um, source: {assumed: a test}}
  unread: {value: 1 m, source: {assumed: a test}}
places:
  bath:
    volume: 4 * size
    species:
      L: {unit: nM, initial: 2 * dose, molecules: [LIGAND]}
      A: {unit: nM, initial: dose}
    definitions:
      shared: {value: L / (L + K), unit: "1"}
      same: {value: L / (L + K), unit: "1"}
  cell:
    in: bath
    volume: size
    amounts:
      total: {value: 30 nM, cv: 0.3, source: {assumed: a test}}
    species:
      A: {unit: uM, initial: total}
      B: {unit: molecule, molecules: [LIGAND, RECEPTOR], name: bound}
      length: {unit: um, initial: push / stiff}
    definitions:
      waves: {value: "sin(t / tau) + cos(2 * t / tau) + floor(t / tau) + exp(-t / tau) + log(1 + t / tau)", unit: "1"}
      bent: {value: "hill(A, K, n) + saturate(A, K) + sqrt(A / K) + abs(1 - A / K) + pow(A / K, n) + (A / K)^3", unit: "1"}
      cut: {value: "min(A, K) + max(A - K, 0) + (A > K ? K : 0) + (switch > 0 ? A : 2 * K)", unit: nM}
      inward: {value: shared * waves, unit: "1"}
      circle: {value: pi * area, unit: um2}
reactions:
  enter: {in: cell, equation: L -> A, rate: k * L * shared}
  bind: {in: cell, equation: A + L -> 2 B, rate: mass_action(pair)}
  fall: {in: cell, equation: B -> A, rate: k * B}
  make: {in: cell, equation: -> A, rate: "v * (1 + saturate(A, K))"}
  grow: {in: cell, equation: -> length, rate: (push - stiff * length) / drag}
  lose: {in: bath, equation: A ->, rate: mass_action(k)}
events:
  feed: {at: 10 s, set: {L: dose}}
  again: {in: cell, every: 25 s, set: {A: A + dose, length: 0}}
  high: {in: cell, when: A > K, set: {switch: 1, total: 2 * total}}
  low: {in: cell, when: "A - K", crossing: falling, set: {switch: 0}}
`.replace('  unread:', '  pair: {value: 0.001 1/nM/s, source: {assumed: a test}}\n  unread:');

/** The same, checked. */
export const everything = parseModel(everythingText, 'everything.yaml');
