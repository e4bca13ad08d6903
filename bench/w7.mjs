import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { compileModel, compose, parseCatalog } from '../packages/model/dist/src/index.js';
import { tissueEngine } from '../packages/tissue/dist/src/index.js';

export const id = 'w7';
export const title = 'tissue';

const cells = 100_000;
const days = 3;

/**
 * W7: 100,000 cells around which oxygen and five more soluble species spread, in collagen, ticks of 6 min, 3 days. What a cell is told by the network
 * comes from followed cells, which is how a tissue is run here; the network of each has more than 55 species. One thread. `--full` runs all
 * of it, with nothing dividing so that the number stays; otherwise some ticks are run after the first readings, and counted up.
 */
export async function run({ full = false } = {}) {
  const model = tissueModel();
  const species = model.places.reduce((sum, place) => sum + place.species.length, 0);
  const session = await tissueEngine.start(model, { members: [0], seed: 7 });
  const hour = 3600;
  const spent = async (until) => {
    const before = process.cpuUsage();
    const status = await session.advance(until * hour);
    if (status.state !== 'done') throw new Error(status.message);
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1e6;
  };
  const hours = 24 * days;
  const seconds = full ? await spent(hours) : await countedUp(spent, hours);
  return [
    {
      workload: `W7 tissue, ${cells / 1000} thousand cells, ${species} species, 6 fields${full ? '' : ' (from some ticks)'}`,
      ours: `${(seconds / 60).toFixed(1)} min CPU of one thread`,
      limit: `${((seconds / cells / (hours * 10)) * 1e9).toFixed(0)} ns per cell and tick`,
      ratio: '-',
      floor: '<= 30 min',
      goal: '<= 10 min on 2',
    },
  ];
}

/** The first tick holds the first readings; later ones are alike but for the readings every six hours. */
async function countedUp(spent, hours) {
  const first = await spent(0.1);
  const ticks = await spent(0.9);
  const reading = Math.max(0, (await spent(6.2)) - ticks * (5.3 / 0.8));
  return first + (ticks / 0.8) * (hours - 0.1) + reading * (hours / 6 - 1);
}

function tissueModel() {
  const folder = fileURLToPath(new URL('../catalog/', import.meta.url));
  const files = readdirSync(folder, { recursive: true })
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => ({ name: name.replaceAll('\\', '/'), text: readFileSync(folder + name, 'utf8') }));
  const catalog = parseCatalog(files);
  const { model } = compose(catalog, {
    title: 'tissue',
    cell: 'MDA-MB-231',
    matrixKind: 'collagen-gel',
    parts: catalog.protocols.invasion.parts,
    set: {
      spheroid_cells: cells,
      spheroid_radius: '440 um',
      gel_edge: '1200 um',
      gel_voxel: '6 um',
      field_voxel: '20 um',
      doubling_time: '1e6 h',
    },
  });
  const source = { assumed: 'the definition of W7' };
  const spread = Object.fromEntries(
    [1, 2, 3, 4, 5].map((number) => [
      `factor${number}`,
      { unit: 'nM', diffusivity: 'w7_spread', decay: 'w7_decay', secretion: 'w7_secretion' },
    ]),
  );
  return compileModel({
    ...model,
    parameters: {
      ...model.parameters,
      w7_spread: { value: '100 um2/s', source },
      w7_decay: { value: '1e-3 1/s', source },
      w7_secretion: { value: '1 molecule/s', source },
    },
    tissue: { ...model.tissue, spread: { ...model.tissue.spread, ...spread } },
  });
}
