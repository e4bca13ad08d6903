import { BadInput } from '@invadolab/core';
import type { CompiledModel } from '@invadolab/model';
import type { Engine, Session, StartOptions } from '../engine.js';
import { missingInField } from '../fields/step.js';
import { GeneratedCode } from '../generate/generated-code.js';
import { planOf } from '../world/plan.js';
import { WorldSession } from './session.js';

/**
 * The default engine: double precision, the same bits on every machine. Members are advanced one after the other, each in
 * its own tables, so neither the size of a batch nor its order can matter.
 */
export const referenceEngine: Engine = createEngine();

/** An engine with a memory of its own for generated code. */
function createEngine(): Engine {
  const code = new GeneratedCode();
  return {
    id: 'reference',
    exactness: 'bitwise',
    supports(model) {
      const missing = missingIn(model);
      return missing === undefined ? true : { missing };
    },
    async start(model: CompiledModel, options: StartOptions): Promise<Session> {
      const missing = missingIn(model);
      if (missing !== undefined) throw new BadInput('this engine cannot run the model', { found: missing });
      if (options.members.length === 0) throw new BadInput('a batch needs at least one member');
      return new WorldSession(planOf(model, code), options);
    },
  };
}

function missingIn(model: CompiledModel): string | undefined {
  for (const field of model.fields) {
    const problem = missingInField(field, model.fields);
    if (problem !== undefined) return problem;
    for (let at = field.place; at >= 0; at = model.places[at].parent)
      if (model.places[at].count !== 1) return `field ${field.id} lies in a kind of place that exists more than once`;
    if (Math.abs(field.side * field.voxel - model.fields[0].side * model.fields[0].voxel) > 1e-9 * field.voxel)
      return `fields ${model.fields[0].id} and ${field.id} do not cover the same square`;
  }
  return undefined;
}
