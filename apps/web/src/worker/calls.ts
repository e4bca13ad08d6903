import { bodyCalls } from './calls/bodies.js';
import { evidenceCalls } from './calls/evidence.js';
import { exposureCalls } from './calls/exposure.js';
import { menuCalls } from './calls/menus.js';
import { modelCalls } from './calls/model.js';
import { quantifyCalls } from './calls/quantify.js';
import { runCalls } from './calls/runs.js';
import { screenCalls } from './calls/screen.js';
import { serverCalls } from './calls/server.js';
import { spaceCalls } from './calls/space.js';
import { studyCalls } from './calls/study.js';
import { tableCalls } from './calls/tables.js';
import { tissueChoiceCalls } from './calls/tissue-choices.js';
import { watchCalls } from './calls/watch.js';
import type { Context } from './context.js';

/** Everything that a page can ask of the laboratory: each room adds a line. */
export function callsOf(context: Context) {
  const runs = runCalls(context);
  return {
    ...studyCalls(context),
    ...runs,
    ...serverCalls(runs),
    ...watchCalls(context),
    ...menuCalls(context),
    ...tableCalls(),
    ...bodyCalls(context),
    ...exposureCalls(context),
    ...quantifyCalls(),
    ...modelCalls(context),
    ...evidenceCalls(context),
    ...screenCalls(context),
    ...spaceCalls(context),
    ...tissueChoiceCalls(context),
  };
}

/** The laboratory as a page sees it. Problems of a person's making arrive as `BadInput`. */
export type LaboratoryCalls = ReturnType<typeof callsOf>;
