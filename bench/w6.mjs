import { readdirSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { referenceEngine } from '../packages/engine/dist/src/index.js';
import { compileModel, compose, parseCatalog } from '../packages/model/dist/src/index.js';

export const id = 'w6';
export const title = 'the main job';

/**
 * W6: the control arm of the flagship, 30 cells for 24 h on gelatin, everything on. Without `--full` a few cells for some
 * hours, counted up: cells are independent and their cost per hour does not change once sites are there.
 */
export async function run({ full = false } = {}) {
  const [cells, hours] = full ? [30, 24] : [3, 8];
  const model = controlArm();
  const members = Array.from({ length: cells }, (_, i) => i);
  const session = await referenceEngine.start(model, { members, seed: 7 });
  await session.advance(3600);
  const before = process.cpuUsage();
  const status = await session.advance((1 + hours) * 3600);
  const used = process.cpuUsage(before);
  if (status.state !== 'done') throw new Error(status.message);
  const perDay = ((used.user + used.system) / 1e6 / cells / hours) * 24;
  const processors = availableParallelism();
  const job = (30 * perDay) / Math.min(2, processors);
  return [
    {
      workload: `W6 the main job${full ? '' : ` (from ${cells} cells x ${hours} h)`}`,
      ours: `${job.toFixed(0)} s on 2 cores`,
      limit: `${perDay.toFixed(1)} s CPU per cell-day`,
      ratio: '-',
      floor: '<= 60 s',
      goal: '<= 15 s',
    },
  ];
}

function controlArm() {
  const folder = fileURLToPath(new URL('../catalog/', import.meta.url));
  const files = readdirSync(folder, { recursive: true })
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => ({ name: name.replaceAll('\\', '/'), text: readFileSync(folder + name, 'utf8') }));
  const catalog = parseCatalog(files);
  const composition = {
    title: 'control',
    cell: 'MDA-MB-231',
    matrixKind: 'gelatin',
    parts: catalog.protocols.gelatin.parts,
  };
  return compileModel(compose(catalog, composition).model);
}
