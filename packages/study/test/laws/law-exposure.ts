import { fromBase, parseQuantity, parseUnit } from '@invadolab/core';
import { referenceEngine, SerialPool } from '@invadolab/engine';
import type { ModelFile } from '@invadolab/model';
import { MemoryStore } from '@invadolab/results';
import { parseStudy, performer, planStudy, runPlan } from '../../src/index.js';
import type { Bench } from './bench.js';
import { readFile } from './laboratory.js';
import type { Columns, Criterion, Part } from './law.js';
import { exactly, mean, pairedRatio } from './statistics.js';

const file = 'studies/laws/exposure.yaml';

/** The drugs and the target that each is given for in this network. */
const targets = {
  dasatinib: 'SRC_kinase',
  bosutinib: 'SRC_kinase',
  imatinib: 'ABL2_kinase',
  nilotinib: 'ABL2_kinase',
  alpelisib: 'PIK3CA_kinase',
  pacritinib: 'CSF1R_kinase',
} as const;
const drugs = [...Object.keys(targets), 'everolimus'];

/** 14: orders and occupancies by what is in plasma and by what of it is free. */
export const exposure: Part = {
  async measure(bench) {
    const columns: Record<string, number[]> = {};
    const { rows, models } = await peaks(bench);
    for (const drug of drugs) {
      const of = (what: string) =>
        rows.filter((row) => row.arm === drug && row.measure === `drug.${drug}.${what}.peak`).map(({ value }) => value);
      const [total, free] = [of('total'), of('plasma')];
      columns[`total, ${drug}`] = total;
      columns[`free, ${drug}`] = free;
      if (!(drug in targets)) continue;
      const half = halfOf(models.get(drug)!, drug);
      columns[`occupied by total, ${drug}`] = total.map((level) => level / (level + half));
      columns[`occupied by free, ${drug}`] = free.map((level) => level / (level + half));
    }
    return columns;
  },
  judge: (columns) => [reversed(columns), flipped(columns)],
};

async function peaks({ shelf, seed, change }: Bench) {
  const { study, place } = parseStudy(readFile(file), file, shelf.catalog);
  const plan = planStudy({ ...study, seed }, place, { catalog: shelf.catalog, engine: 'reference' });
  const models = plan.models.map((model) => (change ? { ...model, file: change(model.file) } : model));
  const pool = new SerialPool({ perform: performer(() => referenceEngine) });
  const { measures } = await runPlan({ ...plan, models }, { pool, store: new MemoryStore() });
  return { rows: measures, models: new Map(models.map((model) => [model.arms[0].id, model.file])) };
}

/** nM of free drug that hold half of its target. */
function halfOf({ parameters = {} }: ModelFile, drug: string): number {
  const of = (what: string, unit: string) => {
    const { value, unit: own = '1' } = parameters[`drug_${drug}_${what}_${targets[drug as keyof typeof targets]}`];
    return fromBase(parseQuantity(typeof value === 'number' ? `${value} ${own}` : value).value, parseUnit(unit));
  };
  return of('K', 'nM') * of('shift', '1');
}

/** Pairs that one order puts the other way round than the other. */
function reversed(columns: Columns): Criterion {
  const pairs = drugs.flatMap((a) => drugs.filter((b) => b !== a).map((b) => [a, b] as const));
  const turned = pairs.filter(([a, b]) => {
    const [total, free] = ['total', 'free'].map((kind) => {
      return pairedRatio(columns[`${kind}, ${a}`], columns[`${kind}, ${b}`]);
    });
    return total.low > 1.25 && free.high < 0.8;
  });
  return { name: 'pairs of drugs in reversed order', estimate: exactly(turned.length), above: 0, enough: true };
}

/** Drugs of which the total would hold half of the target, and what is free does not. */
function flipped(columns: Columns): Criterion {
  const held = (drug: string, by: string) => mean(columns[`occupied by ${by}, ${drug}`]) >= 0.5;
  const some = Object.keys(targets).filter((drug) => held(drug, 'total') && !held(drug, 'free'));
  return {
    name: 'drugs whose target only the total would hold',
    estimate: exactly(some.length),
    above: 0,
    enough: true,
  };
}
