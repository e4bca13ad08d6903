import { type CompiledModel, compileModel, type ModelFile, type Tissue } from '@invadolab/model';

const source = { assumed: 'a test' };

const base: Omit<ModelFile, 'parameters' | 'tissue'> = {
  format: 1,
  model: 'invented',
  places: {
    dish: { species: { pieces: { unit: 'molecule' } } },
    creature: {
      in: 'dish',
      extent: { shape: 'disc', area: 'area' },
      species: { stock: { unit: 'molecule', initial: 'stock_first*air' } },
      definitions: { fuel: { value: 'air*air', unit: '1' } },
    },
    spike: {
      in: 'creature',
      count: 0,
      solver: 'tau',
      extent: { shape: 'gaussian', radius: 'footprint' },
      species: { load: { unit: 'molecule', returns: 'stock' } },
    },
  },
  fields: {
    film: {
      kind: 'matrix',
      in: 'dish',
      voxel: '0.25 um',
      side: '32 um',
      species: { stuff: { unit: 'molecule/um2', initial: 'stuff_first' } },
    },
  },
  reactions: {
    fill: { in: 'spike', equation: 'stock -> load', rate: 'filling*stock' },
    cut: { in: 'spike', over: 'film', equation: 'film.stuff -> pieces', rate: 'cutting*film.stuff' },
  },
  found: { birth: { place: 'spike', in: 'creature', hazard: 'birth_rate' } },
  dissolve: { end: { place: 'spike', hazard: 'end_rate' } },
  numerics: { tick: '10 s' },
};

const quantities: Readonly<Record<string, string | number>> = {
  area: '400 um2',
  footprint: '0.3 um',
  stuff_first: '100 molecule/um2',
  stock_first: '1e6 molecule',
  filling: '1e-5 1/s',
  cutting: '0.002 1/s',
  birth_rate: '0.01 1/s',
  end_rate: '0.002 1/s',
  air: 0.2,
  box: '96 um',
  voxel: '6 um',
  ball: '24 um',
  heads: 40,
  radius: '6 um',
  walk: '0.01 um/s',
  turns: '1200 s',
  push: '0.02 um/s',
  pull: '0.001 um/s',
  split: '2e-5 1/s',
  thick: '10 uM',
  wide: '60 um2',
  wide_at: '5 uM',
  narrow: '20 um2',
  spreads: '500 um2/s',
  around: '100 uM',
  eats: '40 um3/s',
  whole_air: '500 uM',
  half_load: '1000 molecule',
};

export const tissue: Tissue = {
  of: 'creature',
  dimensions: 3,
  box: ['box', 'box', 'box'],
  voxel: 'voxel',
  start: { shape: 'ball', cells: 'heads', radius: 'ball' },
  rises: { spikes: { slot: 'spike' }, load: { slot: 'spike.load' }, fuel: { slot: 'creature.fuel' } },
  follow: { cells: 3, every: '1 h' },
  cells: {
    radius: 'radius',
    speed: 'walk*max(0, min(1, (pore - narrow)/(wide - narrow)))',
    persistence: 'turns',
    repulsion: 'push',
    adhesion: 'pull',
    division: 'split',
    growth: '4*split',
    inhibition: '1/2',
  },
  gels: {
    jelly: {
      where: { shape: 'outside-ball', radius: 'ball' },
      density: 'thick',
      unit: 'uM',
      pore: 'wide*wide_at/here',
      cleared: 'eats*saturate(load, half_load)',
    },
  },
  spread: {
    breath: {
      unit: 'uM',
      diffusivity: 'spreads',
      outside: 'around',
      uptake: 'eats',
      sets: { parameter: 'air', value: 'here/whole_air', at: [0.05, 0.1, 0.2] },
    },
  },
};

/** A tissue of creatures with spikes in jelly; `own` replaces quantities, `parts` keys of the tissue. */
export function invented(
  own: Readonly<Record<string, string | number>> = {},
  parts: Partial<Tissue> = {},
): CompiledModel {
  const parameters = Object.fromEntries(
    Object.entries({ ...quantities, ...own }).map(([id, value]) => [id, { value, source }]),
  );
  return compileModel({ ...base, parameters, tissue: { ...tissue, ...parts } });
}
