import { microscopeSettings, renderScene, rulerSettings, settingValues } from '@invadolab/assays';
import { Stream } from '@invadolab/core';
import type { EventRow, Manifest, MeasureRow, SeriesRow } from '@invadolab/results';
import type { ReportArm, ReportInput } from '../src/input.js';

/** Made-up data of a plausible shape, for tests alone: strength is what an arm leaves of the control's activity. */
interface MadeArm extends ReportArm {
  readonly strength: number;
}

const dose = (nominal: number, strength: number): MadeArm => ({
  id: `blocker-dose ${nominal} nM`,
  title: `Blocker ${nominal} nM nominal`,
  change: { drugs: [{ name: 'Blocker', nominal: `${nominal} nM` }] },
  strength,
});

export const madeArms: readonly MadeArm[] = [
  { id: 'vehicle', title: 'Vehicle (DMSO)', change: { drugs: [{ name: 'DMSO' }] }, strength: 1 },
  {
    id: 'blocker-free',
    title: 'Blocker 8.6 nM free',
    change: { drugs: [{ name: 'Blocker', free: '8.6 nM' }] },
    strength: 0.34,
  },
  { id: 'scaffold-kd', title: 'Scaffold knock-down 90 %', change: { knockdown: { S: '90 %' } }, strength: 0.12 },
  { id: 'booster', title: 'Overexpressed booster \u00d73', change: { overexpress: { B: 3 } }, strength: 1.9 },
  dose(1, 0.97),
  dose(3, 0.9),
  dose(10, 0.72),
  dose(30, 0.45),
  dose(100, 0.2),
  dose(300, 0.07),
  {
    id: 'control inhibitor',
    title: 'Broad protease inhibitor',
    strength: 0.03,
    expect: { measure: 'matrix.degraded_area', ratio: [0, 0.2] },
  },
  {
    id: 'control sham',
    title: 'Non-targeting siRNA',
    strength: 1,
    expect: { measure: 'matrix.degraded_area', ratio: [0.9, 1.1] },
  },
  { id: 'control film', title: 'Film without cells', strength: 0, bare: true },
];

const timepoints = [6, 12, 24].map((hours) => hours * 3600);
const experiments = 4;
const cells = 12;

export function madeManifest(): Manifest {
  const settings = Object.entries({ ...microscopeSettings, ...rulerSettings });
  const hash = 'ab'.repeat(32);
  return {
    kind: 'invadolab result',
    format: 1,
    versions: { invadolab: '0.1.0', node: '20.19.0' },
    study: 'Does a blocker stop <these> cells on gelatin at the level that is free in patients?',
    assay: 'gelatin',
    seed: 7,
    engine: { id: 'reference', exactness: 'bitwise' },
    hashes: { study: hash, catalog: hash, models: {} },
    plan: { arms: madeArms.map(({ id }) => id), experiments, cells, timepoints },
    thresholds: Object.fromEntries(settings.map(([id, { value, unit }]) => [id, `${value} ${unit}`])),
    status: 'done',
    warnings: ['matrix.degraded_area is measured on the true state of the simulation'],
    shards: [],
  };
}

/** A whole input: three timepoints, four experiments of twelve cells, one picture per arm. */
export function madeInput(): ReportInput {
  const measures: MeasureRow[] = [];
  const series: SeriesRow[] = [];
  const events: EventRow[] = [];
  const chance = new Stream(3, 'made data');
  for (const { id: arm, strength, bare } of madeArms) {
    for (let experiment = 0; experiment < experiments; experiment++) {
      const day = 1 + 0.16 * chance.at(0, experiment, 0).normal();
      for (let cell = 0; cell < (bare ? 2 : cells); cell++) {
        const own = chance.at(1, experiment, cell).normal();
        const active = chance.uniform() < 0.85 * Math.sqrt(Math.min(1, strength * 1.2));
        const level = bare || !active ? 0 : strength * day * Math.exp(0.5 * own);
        const row = { arm, experiment, cell };
        const noise = 1 + 0.06 * chance.at(2 + madeArms.findIndex(({ id }) => id === arm), experiment, cell).normal();
        const area = (time: number) => (bare ? 0.2 : 0.2 + 22 * noise * level * (time / 86400) ** 1.3);
        const count = (time: number) => Math.round(6 * Math.sqrt(level) * (1 - Math.exp(-time / 5000)));
        for (const time of timepoints) {
          measures.push({ ...row, time, measure: 'matrix.degraded_area', value: area(time), unit: 'um2' });
          if (bare) continue;
          measures.push({ ...row, time, measure: 'invadopodia.count', value: count(time), unit: '1' });
          measures.push({ ...row, time, measure: 'cells.degrading', value: area(time) > 1 ? 1 : 0, unit: '1' });
        }
        for (let time = 0; time <= 86400; time += 7200) {
          series.push({ ...row, time, series: 'matrix.degraded_area.true', value: area(time), unit: 'um2' });
          if (!bare) series.push({ ...row, time, series: 'invadopodia.count.true', value: count(time), unit: '1' });
        }
        for (let id = 1; id <= count(86400); id++) {
          const life = 3000 * (0.4 + strength) * chance.at(90, experiment * 100 + cell, id).exponential();
          const born = id === 1 ? -600 : 7200 * chance.uniform();
          const enters = Math.max(0, born);
          const leaves = Math.max(enters + 60, Math.min(born + life, 14400));
          const kind = 'site';
          const at = { ...row, kind, id, x: 0, y: 0, by: 'lifetimes' };
          events.push({ ...at, time: born, what: 'track.born' }, { ...at, time: enters, what: 'track.enters' });
          events.push({ ...at, time: leaves, what: leaves < 14400 ? 'track.ends' : 'track.censored' });
        }
      }
    }
  }
  const { facts, parameters, references } = madeFacts();
  return {
    manifest: madeManifest(),
    facts,
    measures,
    series,
    events,
    images: madeImages(),
    parameters,
    references,
    names: {},
  };
}

function madeFacts(): Pick<ReportInput, 'facts' | 'parameters' | 'references'> {
  return {
    facts: {
      cell: 'made-up cells',
      matrix: 'gelatin (50 nm)',
      control: 'vehicle',
      arms: madeArms.map(({ strength: _, ...arm }) => arm),
      measure: ['invadopodia.count', 'cells.degrading', 'matrix.degraded_area'],
    },
    parameters: [
      {
        id: 'k_cut',
        title: 'Cutting of the film by one protease',
        value: '0.02 1/s',
        kind: 'measured',
        grounds: 'read from the rate at 37 \u00b0C',
        references: ['zeta2001'],
        changedBy: [],
      },
      {
        id: 'K_blocker',
        title: 'Binding constant of the blocker',
        value: '0.8 nM',
        kind: 'measured',
        grounds: '',
        references: ['alpha1999', 'zeta2001'],
        changedBy: ['Blocker 8.6 nM free'],
      },
      {
        id: 'k_birth',
        title: 'Birth of precursors',
        value: '0.001 1/s',
        kind: 'assumed',
        grounds: 'a few per cell and hour',
        references: [],
        changedBy: [],
      },
    ],
    references: {
      zeta2001: {
        authors: 'Zeta A, Eta B',
        year: 2001,
        title: 'On <made-up> rates',
        journal: 'J Tests',
        doi: '10.1000/1',
      },
      alpha1999: { authors: 'Alpha C', year: 1999, title: 'Binding', pmid: '1', confirmed: false },
    },
  };
}

function madeImages(): ReportInput['images'] {
  const settings = settingValues(microscopeSettings, {});
  const side = 128;
  const voxel = 0.25;
  return madeArms
    .filter(({ bare }) => bare !== true)
    .map(({ id: arm, strength }) => {
      const chance = new Stream(5, 'made sites');
      const left = new Float64Array(side * side).fill(1);
      const sites = Array.from({ length: Math.round(9 * Math.sqrt(strength)) }, (_, i) => {
        chance.at(0, i, 0);
        const angle = 2 * Math.PI * chance.uniform();
        const far = 9 * Math.sqrt(chance.uniform());
        const [x, y] = [16 + far * Math.cos(angle), 16 + far * Math.sin(angle)];
        dig(left, side, voxel, x, y, 0.5 + 0.8 * chance.uniform(), Math.min(1, 1.1 * strength));
        return {
          id: i + 2,
          cell: 1,
          x,
          y,
          actin: 6e4 * (0.5 + chance.uniform()),
          marker: 4000,
          radius: 0.28,
          length: 1,
        };
      });
      const scene = {
        time: 86400,
        cells: [{ id: 1, x: 16, y: 16, along: 13, across: 11, cos: 0.8, sin: 0.6 }],
        sites,
        film: { left, side, voxel },
      };
      return renderScene(scene, { arm, experiment: 0, cell: 0, seed: 7 }, settings);
    });
}

function dig(
  left: Float64Array,
  side: number,
  voxel: number,
  x: number,
  y: number,
  radius: number,
  depth: number,
): void {
  for (let i = 0; i < left.length; i++) {
    const dx = ((i % side) + 0.5) * voxel - x;
    const dy = (Math.floor(i / side) + 0.5) * voxel - y;
    left[i] *= 1 - depth * Math.exp(-(dx * dx + dy * dy) / (2 * radius * radius));
  }
}
