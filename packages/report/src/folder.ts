import { readOmeTiff } from '@invadolab/assays';
import { BadInput } from '@invadolab/core';
import { openRun, readUncertainty, resultNames, type Store } from '@invadolab/results';
import { factsOf } from './facts.js';
import type { ReportInput } from './input.js';
import { describeModels, resolvedSchema } from './resolved.js';
import { runsInSpace } from './tissue/input.js';

/**
 * Reads what a report needs from a result folder. Throws `BadInput` for a folder that is not one, that is not whole,
 * or whose model, images, fields or trajectories are damaged.
 */
export async function reportInput(store: Store): Promise<ReportInput> {
  const { manifest, tables } = await openRun(store);
  if (tables === undefined) {
    throw new BadInput('this run is not whole yet', {
      file: resultNames.manifest,
      found: `status ${manifest.status}`,
      expected: 'a finished run; resume it first',
    });
  }
  const facts = factsOf(manifest);
  const names = await store.list(resultNames.images);
  const images = [];
  for (const name of names.filter((each) => each.endsWith('.ome.tiff')).sort()) {
    const bytes = await store.get(name);
    if (bytes !== undefined) images.push(await readOmeTiff(bytes, name));
  }
  const space = await runsInSpace(store);
  const described = describeModels(await readModels(store), facts);
  const uncertainty = await readUncertainty(store);
  return {
    manifest,
    facts,
    ...tables,
    images,
    ...(space.length > 0 && { space }),
    ...described,
    ...(uncertainty && { uncertainty }),
  };
}

async function readModels(store: Store) {
  const file = resultNames.model;
  const bytes = await store.get(file);
  if (bytes === undefined) throw new BadInput('the models of this run are missing', { file, expected: 'a JSON file' });
  let content: unknown;
  try {
    content = JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    throw new BadInput('the models of this run are not JSON', { file, expected: 'a JSON file' });
  }
  const parsed = resolvedSchema.safeParse(content);
  if (parsed.success) return parsed.data;
  const [{ path, message }] = parsed.error.issues;
  throw new BadInput('these are no models of a run', { file, found: `${path.join('.')}: ${message}` });
}
