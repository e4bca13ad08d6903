import { parseQuantity } from '@invadolab/core';
import type { DrugUse, Partners, Perturbations, Quantity } from '@invadolab/model';
import { splitList } from './dose-lists.js';
import type { ArmFile } from './schema.js';

/** One choice out of the lists an arm was written with. */
export interface Expanded {
  readonly id: string;
  readonly change: Perturbations;
  readonly partners?: WrittenPartners;
}

/** Cells around the cell as an arm writes them, one value in every place. */
export type WrittenPartners = Omit<Partial<Partners>, 'per_cell'> & { readonly per_cell?: Quantity };

type Path = readonly (string | number)[];
type Written = string | number | readonly (string | number)[];

const tables = ['knockdown', 'overexpress', 'environment', 'matrix', 'set'] as const;

/** Every list of an arm opened: one arm per value, or per combination where there are several lists. */
export function expandArm(id: string, arm: ArmFile): readonly Expanded[] {
  const { title: _title, cell: _cell, against: _against, ...change } = arm;
  let arms: { id: string; change: unknown }[] = [{ id, change }];
  for (const { path, value } of quantities(arm)) {
    const values = (Array.isArray(value) ? value : [value]).flatMap((each) => splitList(each));
    const isList = Array.isArray(value) || values.length > 1;
    arms = arms.flatMap((base) =>
      values.map((each) => ({
        id: isList ? `${base.id} ${String(each).trim()}` : base.id,
        change: replaced(base.change, path, each),
      })),
    );
  }
  return arms.map((each) => {
    const { partners, ...own } = each.change as Perturbations & { readonly partners?: WrittenPartners };
    return { id: each.id, change: own, ...(partners && { partners }) };
  });
}

function quantities(arm: ArmFile): { path: Path; value: Written }[] {
  const found: { path: Path; value: Written }[] = [];
  for (const key of tables) {
    for (const [entry, value] of Object.entries(arm[key] ?? {})) found.push({ path: [key, entry], value });
  }
  const { per_cell, ...theirs } = arm.partners ?? {};
  if (per_cell !== undefined) found.push({ path: ['partners', 'per_cell'], value: per_cell });
  for (const key of ['knockdown', 'overexpress', 'environment'] as const)
    for (const [entry, value] of Object.entries(theirs[key] ?? {}))
      found.push({ path: ['partners', key, entry], value });
  if (arm.radiation) found.push({ path: ['radiation', 'dose'], value: arm.radiation.dose });
  for (const [index, drug] of (arm.drugs ?? []).entries()) {
    for (const key of ['free', 'nominal', 'dose'] as const) {
      const value = drug[key];
      if (value !== undefined) found.push({ path: ['drugs', index, key], value });
    }
  }
  return found;
}

function replaced(value: unknown, path: Path, by: Quantity): unknown {
  if (path.length === 0) return by;
  const [key, ...rest] = path;
  if (Array.isArray(value)) return value.map((entry, index) => (index === key ? replaced(entry, rest, by) : entry));
  const table = value as Readonly<Record<string, unknown>>;
  return { ...table, [key]: replaced(table[key], rest, by) };
}

function heldOrDosed({ nominal, dose, route, every, doses, site, start, carrier, empty }: DrugUse): string {
  if (nominal !== undefined) return ` ${nominal}`;
  if (dose === undefined) return '';
  const often = every === undefined ? '' : ` every ${every}`;
  const count = doses === undefined || doses === 1 ? '' : `, ${doses} doses`;
  const where = site === undefined ? '' : `, ${site}`;
  const when = start === undefined || start === 'first dose' ? '' : `, from ${start}`;
  const within = carrier === undefined ? '' : empty ? `, empty ${carrier}` : ` in ${carrier}`;
  return ` ${dose}${within}${route === undefined ? '' : ` ${route}`}${often}${count}${where}${when}`;
}

/** How the arm is named to a reader: everything it changes, in the catalogue's names. */
export function describe(change: Perturbations, named: (id: string) => string): string {
  const said: string[] = [];
  const list = (table: Readonly<Record<string, unknown>> | undefined, say: (id: string, value: string) => string) => {
    for (const [id, value] of Object.entries(table ?? {})) said.push(say(named(id), String(value)));
  };
  for (const drug of change.drugs ?? []) {
    const dose = drug.free !== undefined ? ` ${drug.free} free` : heldOrDosed(drug);
    const window = `${drug.from === undefined ? '' : ` from ${drug.from}`}${drug.until === undefined ? '' : ` until ${drug.until}`}`;
    const falling = drug.half_life === undefined ? '' : `, halved every ${drug.half_life}`;
    said.push(`${named(drug.name)}${dose}${window}${falling}`);
  }
  if (change.radiation) said.push(irradiated(change.radiation));
  list(change.knockdown, (id, value) => `${id} knock-down ${value}`);
  for (const id of change.knockout ?? []) said.push(`${named(id)} knock-out`);
  list(change.overexpress, (id, value) => `${id} x ${value}`);
  list(change.mutate, (id, value) => `${id} ${value}`);
  list(change.environment, (id, value) => `${id} ${value}`);
  list(change.matrix, (id, value) => `${id} ${value}`);
  list(change.hypotheses, (id, value) => `${named(id)}: ${value}`);
  list(change.set, (id, value) => `${id} = ${value}`);
  return said.join(', ');
}

function irradiated({ dose, fractions = 1, every, from }: NonNullable<Perturbations['radiation']>): string {
  if (parseQuantity(dose).value === 0) return 'sham irradiation';
  return `${fractions === 1 ? dose : `${fractions} x ${dose} every ${every}`}${from === undefined ? '' : ` from ${from}`}`;
}
