import { BadInput, nearest } from '@invadolab/core';
import { type Catalog, parseYaml } from '@invadolab/model';
import { defaultEngine } from './engines.js';
import { readText } from './library.js';
import { isXml, type LoadedModel, readModelText } from './model-text.js';
import { planFile } from './study-source.js';

/**
 * The model of a study's arm (default: the control), of a `resolved-model.json`, of a model file or of an SBML file.
 * Throws `BadInput`.
 */
export async function loadModel(path: string, arm: string | undefined, catalog: Catalog): Promise<LoadedModel> {
  const text = await readText(path);
  const saved = isXml(text) ? undefined : savedModels(text);
  if (saved !== undefined) {
    const { model } = ofArm(saved, arm, path);
    return readModelText(JSON.stringify(model), path);
  }
  const content = isXml(text) ? undefined : parseYaml(text, path).value;
  if (typeof content === 'object' && content !== null && 'study' in content) {
    const { plan } = await planFile(path, catalog, defaultEngine, {});
    const models = plan.models.map(({ arms, file }) => ({ arms: arms.map(({ id }) => id), model: file }));
    return { file: ofArm(models, arm, path).model, warnings: [] };
  }
  if (arm !== undefined) {
    throw new BadInput('a model file has no arms', { file: path, found: `--arm ${arm}`, expected: 'a study file' });
  }
  return readModelText(text, path);
}

interface ArmsModel<Model> {
  readonly arms: readonly string[];
  readonly model: Model;
}

/** Models of a result folder; undefined for any other text. */
function savedModels(text: string): readonly ArmsModel<unknown>[] | undefined {
  if (!/^\s*\{/.test(text)) return undefined;
  try {
    const { models } = JSON.parse(text);
    return Array.isArray(models) && models.every((each) => Array.isArray(each?.arms)) ? models : undefined;
  } catch {
    return undefined;
  }
}

function ofArm<Model>(models: readonly ArmsModel<Model>[], arm: string | undefined, file: string): ArmsModel<Model> {
  const found = arm === undefined ? models[0] : models.find(({ arms }) => arms.includes(arm));
  if (found !== undefined) return found;
  const known = models.flatMap(({ arms }) => arms);
  const expected = known.length === 0 ? 'a file with models' : `one of ${known.join(', ')}`;
  throw new BadInput('unknown arm', { file, found: arm ?? 'none', expected, nearest: nearest(arm ?? '', known) });
}
