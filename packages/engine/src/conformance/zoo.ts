import type { ModelFile, PlaceKind, Reaction } from '@invadolab/model';

const source = { assumed: 'a number of a test network' };

interface Parts {
  readonly parameters: Readonly<Record<string, string | number>>;
  readonly species: NonNullable<PlaceKind['species']>;
  readonly reactions: Readonly<Record<string, Omit<Reaction, 'in'>>>;
  readonly solver?: PlaceKind['solver'];
  readonly tick?: string;
  readonly tolerance?: number;
}

/** A network in a single place called `cell`. */
function network(title: string, { parameters, species, reactions, solver, tick, tolerance }: Parts): ModelFile {
  return {
    format: 1,
    model: title,
    parameters: Object.fromEntries(Object.entries(parameters).map(([id, value]) => [id, { value, source }])),
    places: { cell: { species, ...(solver ? { solver } : {}) } },
    reactions: Object.fromEntries(Object.entries(reactions).map(([id, reaction]) => [id, { in: 'cell', ...reaction }])),
    numerics: { tick: tick ?? '5 s', ...(tolerance ? { tolerance } : {}) },
  };
}

const molecule = { unit: 'molecule' } as const;
type Solver = NonNullable<PlaceKind['solver']>;

/** Made at a constant rate, lost one by one: Poisson at all times from an empty start. */
export const birthDeath = (solver: Solver): ModelFile =>
  network('Birth and death', {
    parameters: { make: '2 molecule/s', lose: '0.1 1/s' },
    species: { A: molecule },
    reactions: {
      birth: { equation: ' -> A', rate: 'make' },
      death: { equation: 'A -> ', rate: 'mass_action(lose)' },
    },
    solver,
    tick: '1 s',
  });

/** 2 A <-> D from 21 A: few enough that n (n - 1) differs from n^2. */
export const dimerisation = (solver: Solver): ModelFile =>
  network('Dimerisation', {
    parameters: { on: '0.02 1/(molecule s)', off: '0.3 1/s', start: '21 molecule' },
    species: { A: { ...molecule, initial: 'start' }, D: molecule },
    reactions: {
      bind: { equation: '2 A -> D', rate: 'mass_action(on)' },
      part: { equation: 'D -> 2 A', rate: 'mass_action(off)' },
    },
    solver,
    tick: '2 s',
  });

/** One molecule, three ways out, as 1 : 2 : 5. */
export const branching = (solver: Solver): ModelFile =>
  network('Three ways out', {
    parameters: { k1: '1 1/s', k2: '2 1/s', k3: '5 1/s', start: '1 molecule' },
    species: { A: { ...molecule, initial: 'start' }, B: molecule, C: molecule, D: molecule },
    reactions: {
      b: { equation: 'A -> B', rate: 'mass_action(k1)' },
      c: { equation: 'A -> C', rate: 'mass_action(k2)' },
      d: { equation: 'A -> D', rate: 'mass_action(k3)' },
    },
    solver,
  });

/** A -> B -> C -> D with one rate: the numbers of a Poisson process. */
export const chain: ModelFile = network('Chain', {
  parameters: { k: '0.1 1/s', start: '1000 molecule' },
  species: { A: { ...molecule, initial: 'start' }, B: molecule, C: molecule, D: molecule },
  reactions: {
    ab: { equation: 'A -> B', rate: 'mass_action(k)' },
    bc: { equation: 'B -> C', rate: 'mass_action(k)' },
    cd: { equation: 'C -> D', rate: 'mass_action(k)' },
  },
});

/** Substrate to product by a saturated enzyme. */
export const michaelisMenten: ModelFile = network('Michaelis-Menten', {
  parameters: { vmax: '10 molecule/s', K: '50 molecule', start: '400 molecule' },
  species: { S: { ...molecule, initial: 'start' }, P: molecule },
  reactions: { turn: { equation: 'S -> P', rate: 'vmax * S / (K + S)' } },
});

/** Fast exchange A <-> B with a slow loss B -> C. */
export const fastExchange: ModelFile = network('Fast exchange, slow loss', {
  parameters: { forth: '1000 1/s', back: '2000 1/s', lose: '0.05 1/s', start: '1000 molecule' },
  species: { A: { ...molecule, initial: 'start' }, B: molecule, C: molecule },
  reactions: {
    forth: { equation: 'A -> B', rate: 'mass_action(forth)' },
    back: { equation: 'B -> A', rate: 'mass_action(back)' },
    loss: { equation: 'B -> C', rate: 'mass_action(lose)' },
  },
});

/** Robertson's three species, in his own dimensionless numbers (Hairer & Wanner, section IV.10, problem ROBER). */
export const robertson: ModelFile = network('Robertson', {
  parameters: {
    slow: '0.04 1/s',
    quick: '3e7 1/(molecule s)',
    middle: '1e4 1/(molecule s)',
    start: '1 molecule',
  },
  species: {
    y1: { ...molecule, initial: 'start', tolerance: 1e-10 },
    y2: { ...molecule, tolerance: 1e-16 },
    y3: { ...molecule, tolerance: 1e-10 },
  },
  reactions: {
    slow: { equation: 'y1 -> y2', rate: 'slow * y1' },
    quick: { equation: '2 y2 -> y2 + y3', rate: 'quick * y2 * y2' },
    middle: { equation: 'y2 + y3 -> y1 + y3', rate: 'middle * y2 * y3' },
  },
  tolerance: 1e-8,
});

/** A closed ring with rates over four orders of magnitude and a catalysed step. */
export const ring: ModelFile = network('Conserved ring', {
  parameters: {
    k1: '3 1/s',
    k2: '0.002 1/(molecule s)',
    k3: '40 1/s',
    K: '30 molecule',
    leak: '0.03 1/s',
    start: '1000 molecule',
  },
  species: { A: { ...molecule, initial: 'start' }, B: molecule, C: molecule },
  reactions: {
    ab: { equation: 'A -> B', rate: 'k1 * A * C / (K + A) + leak * A' },
    bc: { equation: 'B -> C', rate: 'k2 * B * B' },
    ca: { equation: 'C -> A', rate: 'mass_action(k3)' },
  },
});

/** y' = y^2 from 1 has no solution beyond t = 1 / k. */
export const blowUp: ModelFile = network('Unbounded growth', {
  parameters: { k: '0.1 1/(molecule s)', start: '1 molecule' },
  species: { A: { ...molecule, initial: 'start' } },
  reactions: { grow: { equation: 'A -> 2 A', rate: 'k * A * A' } },
});

/** An oscillator pushed by a force that fades: x' = w y, y' = -w x + f exp(-a t). */
export const forcedOscillator: ModelFile = network('Forced oscillator', {
  parameters: { w: '0.5 1/s', f: '3 1/s', a: '0.2 1/s' },
  species: { x: { unit: '1' }, y: { unit: '1' } },
  reactions: {
    x: { equation: ' -> x', rate: 'w * y' },
    y: { equation: 'x -> x + y', rate: 'f * exp(-a * t) - w * x' },
  },
});
