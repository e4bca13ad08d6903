import type { ReportInput } from '../input.js';
import { agentTypes, fieldAt, fieldKinds } from './chosen.js';
import { agentColour } from './colours.js';
import { cutRange } from './cut.js';
import type { RunInSpace } from './input.js';
import { lapse } from './lapse.js';
import { standing } from './standing.js';
import { otherFields, type Scene, strip } from './strip.js';
import { viewOf } from './view.js';

/** Arms that are pictured, at most: the first of the study. */
const most = 8;

/** Pictures of what a run looked like in space: a cut over time, all of it over time, other fields at the end. */
export function tissuePictures(input: ReportInput): string[] {
  const all = input.space ?? [];
  const runs = input.facts.arms.flatMap(({ id }) => all.find(({ arm }) => arm === id) ?? []).slice(0, most);
  if (runs.length === 0) return [];
  const level = sceneOf(input, runs, false);
  const turned = standing(runs);
  const cut = turned.upright ? sceneOf(input, turned.runs, true) : level;
  const [, ...others] = fieldKinds(runs);
  return [strip(cut), lapse(level), otherFields(cut, others)];
}

function sceneOf(input: ReportInput, runs: readonly RunInSpace[], upright: boolean): Scene {
  const [ground] = fieldKinds(runs);
  const view = viewOf(runs);
  const grounds = runs.flatMap((run) => run.times.flatMap((time) => fieldAt(run, ground, time) ?? []));
  const types = agentTypes(runs);
  return {
    input,
    runs,
    view,
    upright,
    ground,
    range: cutRange([...new Set(grounds)], view),
    types,
    colourOf: (type) => agentColour(types.indexOf(type)),
  };
}
