import { BadInput } from '@invadolab/core';
import type { Engine } from '@invadolab/engine';
import { missingForTissue, tissuePlanOf } from '../world/plan.js';
import { TissueSession } from './session.js';

/**
 * Runs the tissue of a model; a member is one whole tissue. What its cells do comes from the same network as in every other
 * engine, by the reduced form of some of them.
 */
export const tissueEngine: Engine = {
  id: 'tissue',
  exactness: 'bitwise',
  supports(model) {
    const missing = missingForTissue(model);
    return missing === undefined ? true : { missing };
  },
  async start(model, options) {
    const missing = missingForTissue(model);
    if (missing !== undefined) throw new BadInput('this is no model of a tissue', { found: `it lacks ${missing}` });
    if (options.members.length === 0) throw new BadInput('a batch needs at least one member');
    return new TissueSession(tissuePlanOf(model), options);
  },
};
