import { reducedPlanOf, referenceEngine, runReduced } from '../packages/engine/dist/src/index.js';
import { controlArm } from './w6.mjs';

export const id = 'r';
export const title = 'the reduced form';

/** Slots the ruler reads of the sites of the catalogue's protocol. */
const slots = ['site.FACTIN', 'site.cortactin_total', 'site.radius', 'site.LENGTH'];

/**
 * R: the control arm of the flagship for a day in the reduced form, beside the full form in the same run. Median over five
 * rounds of the same four cells, after two rounds that let the code warm up.
 */
export async function run({ full = false } = {}) {
  const model = controlArm();
  const cells = full ? 16 : 4;
  const reduced = reducedPlanOf(model);
  const round = () => {
    const before = process.cpuUsage();
    for (let member = 0; member < cells; member++) runReduced(reduced, { member, seed: 7, times: [86_400], slots });
    const used = process.cpuUsage(before);
    return (used.user + used.system) / 1e3 / cells;
  };
  round();
  round();
  const ours = [round(), round(), round(), round(), round()].sort((a, b) => a - b)[2];
  const session = await referenceEngine.start(model, { members: [0, 1, 2, 3].slice(0, cells), seed: 7 });
  // The first hour starts from nothing and is dear; a day has one of them and 23 like those that follow.
  await session.advance(3600);
  const before = process.cpuUsage();
  const hours = 5;
  await session.advance((1 + hours) * 3600);
  const used = process.cpuUsage(before);
  const whole = ((used.user + used.system) / 1e3 / 4 / hours) * 24;
  return [
    {
      workload: `R the reduced form (${cells} cells x 24 h)`,
      ours: `${ours.toFixed(0)} ms per cell-day`,
      limit: `full form ${whole.toFixed(0)} ms`,
      ratio: `${(whole / ours).toFixed(0)}x`,
      floor: '-',
      goal: '<= 20 ms',
    },
  ];
}
