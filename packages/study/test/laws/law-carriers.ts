import { referenceEngine } from '@invadolab/engine';
import { compileModel, type DrugUse } from '@invadolab/model';
import { type Bench, fileOf } from './bench.js';
import { advance } from './laboratory.js';
import { type Columns, downTo, type Part } from './law.js';
import { pairedRatio } from './statistics.js';

const hour = 3600;
const [last, step] = [72, 2];

const opened: DrugUse = { name: 'dasatinib', dose: '50 mg', route: 'bolus', carrier: 'MMP-opened-liposome' };

/** What is given, in the arms of both parts. */
const arms: Readonly<Record<string, readonly DrugUse[]>> = {
  opened: [opened],
  'with inhibitor': [opened, { ...opened, name: 'marimastat' }],
};

/** Mean over the time of what is free at each cell, and the share of all that was given which is at the site in the end. */
async function reached(bench: Bench, drugs: readonly DrugUse[]) {
  const file = fileOf(bench, { assay: 'network', drugs, hypothetical: true });
  const model = compileModel({ ...file, numerics: { ...file.numerics, tick: '60 s' } });
  const members = Array.from({ length: bench.cells }, (_, member) => member);
  const session = await referenceEngine.start(model, { members, seed: bench.seed });
  try {
    const free = members.map(() => 0);
    for (let time = step; time <= last; time += step) {
      await advance(session, time * hour);
      const { values } = await session.read('medium.drug_dasatinib_free');
      // Straight lines between the looks; nothing is free at the start.
      for (const member of members) free[member] += (values[member] * (time === last ? 0.5 : 1) * step) / last;
    }
    const share = await session.read('medium.drug_dasatinib_delivered_share');
    return { free, share: [...share.values] };
  } finally {
    session.dispose();
  }
}

const measuring = (of: readonly string[]) => async (bench: Bench) => {
  const columns: Record<string, number[]> = {};
  for (const arm of of) {
    const { free, share } = await reached(bench, arms[arm]);
    Object.assign(columns, { [`free ${arm}`]: free, [`share ${arm}`]: share });
  }
  return columns;
};

const against = (columns: Columns, what: string) =>
  pairedRatio(columns[`${what} with inhibitor`], columns[`${what} opened`]);

/** 15a: two ways of giving one dose come in one order by the share at the site and in the other by what is free there. */
export const order: Part = {
  measure: measuring(['opened', 'with inhibitor']),
  judge: (columns) => [
    { name: 'share at the site', estimate: against(columns, 'share'), above: 1, enough: true },
    { name: 'free at the cell', estimate: against(columns, 'free'), atMost: 1, enough: true },
  ],
};

/** 15b: an inhibitor of what opens the carrier, in the carrier. */
export const passenger: Part = {
  measure: order.measure,
  judge: (columns) => [
    { name: 'free at the cell with the inhibitor', estimate: against(columns, 'free'), ...downTo, enough: true },
  ],
};
