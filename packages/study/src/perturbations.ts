import { parseQuantity } from '@invadolab/core';
import type { Catalog, DrugUse, Perturbations, Quantity } from '@invadolab/model';
import { checkedQuantity, resolveName } from './names.js';
import { type Path, type Place, problemAt, shown } from './shape.js';

type Range = readonly [Quantity, Quantity];
type Table = Readonly<Record<string, Quantity>>;

/** The same perturbations under catalogue ids, every share, factor, dose and setting within its range. */
export function checkedChange(
  change: Perturbations,
  catalog: Catalog,
  matrixKind: string | undefined,
  place: Place,
  path: Path,
): Perturbations {
  const molecule = (name: string, at: Path) =>
    resolveName(name, catalog.molecules, 'a molecule of the catalogue', place, at);
  return {
    ...(change.knockdown && {
      knockdown: renamed(
        change.knockdown,
        (name, value, at) => {
          checkedQuantity(value, '1', place, at, { from: 0, to: 1, said: 'a share between 0 and 100 %' });
          return molecule(name, at);
        },
        [...path, 'knockdown'],
      ),
    }),
    ...(change.knockout && {
      knockout: change.knockout.map((name, index) => molecule(name, [...path, 'knockout', index])),
    }),
    ...(change.overexpress && {
      overexpress: renamed(
        change.overexpress,
        (name, value, at) => {
          checkedQuantity(value, '1', place, at, { from: 0, to: 1e6, said: 'a factor between 0 and 1e6' });
          return molecule(name, at);
        },
        [...path, 'overexpress'],
      ),
    }),
    ...(change.mutate && { mutate: checkedVariants(change.mutate, catalog, place, [...path, 'mutate']) }),
    ...(change.drugs && {
      drugs: change.drugs.map((drug, index) => checkedDrug(drug, catalog, place, [...path, 'drugs', index])),
    }),
    ...(change.radiation && {
      radiation: checkedRadiation(change.radiation, catalog, place, [...path, 'radiation']),
    }),
    ...(change.environment && {
      environment: checkedEnvironment(change.environment, catalog, place, [...path, 'environment']),
    }),
    ...(change.matrix && { matrix: checkedMatrix(change.matrix, matrixKind, catalog, place, [...path, 'matrix']) }),
    ...(change.hypotheses && {
      hypotheses: checkedHypotheses(change.hypotheses, catalog, place, [...path, 'hypotheses']),
    }),
    ...(change.set && { set: change.set }),
  };
}

function renamed(table: Table, id: (name: string, value: Quantity, at: Path) => string, path: Path): Table {
  return Object.fromEntries(Object.entries(table).map(([name, value]) => [id(name, value, [...path, name]), value]));
}

function checkedVariants(table: Readonly<Record<string, string>>, catalog: Catalog, place: Place, path: Path) {
  return Object.fromEntries(
    Object.entries(table).map(([name, variant]) => {
      const id = resolveName(name, catalog.molecules, 'a molecule of the catalogue', place, [...path, name]);
      const variants = catalog.molecules[id].variants ?? {};
      const known = Object.keys(variants).join(', ') || 'none';
      return [id, resolveName(variant, named(variants), `a variant of ${id} (${known})`, place, [...path, name])];
    }),
  );
}

function checkedDrug(drug: DrugUse, catalog: Catalog, place: Place, path: Path): DrugUse {
  const name = resolveName(drug.name, catalog.drugs, 'a drug of the catalogue', place, [...path, 'name']);
  const given = (['free', 'nominal', 'dose'] as const).filter((key) => drug[key] !== undefined);
  if (given.length > 1) throw problemAt(place, path, { found: given.join(' and '), expected: 'one of them' });
  const carrier =
    drug.carrier === undefined
      ? {}
      : {
          carrier: resolveName(drug.carrier, catalog.carriers, 'a carrier of the catalogue', place, [
            ...path,
            'carrier',
          ]),
        };
  if (given[0] === 'dose') return { ...drug, name, ...carrier };
  if (drug.carrier !== undefined)
    throw problemAt(place, path, {
      found: `${name} in a carrier without a dose`,
      expected: 'dose, such as dose: 50 mg',
    });
  const dose = given[0] ?? 'nominal';
  const amount = drug[dose];
  if (amount === undefined && !catalog.drugs[name].vehicle) {
    throw problemAt(place, path, {
      found: `${name} without a dose`,
      expected: 'free, nominal or dose, such as free: 8.6 nM or dose: 100 mg',
    });
  }
  if (amount !== undefined) {
    const most = { from: 0, to: 602.214076 * 1e4, said: 'a dose from 0 to 10 mM' };
    checkedQuantity(amount, 'nM', place, [...path, dose], most);
  }
  const ever = { from: 0, to: 1e9, said: 'a time from 0 on' };
  const from = drug.from === undefined ? 0 : checkedQuantity(drug.from, 'h', place, [...path, 'from'], ever);
  if (drug.half_life !== undefined)
    checkedQuantity(drug.half_life, 'h', place, [...path, 'half_life'], {
      from: Number.MIN_VALUE,
      to: 1e9,
      said: 'a time above 0',
    });
  const until = drug.until === undefined ? Infinity : checkedQuantity(drug.until, 'h', place, [...path, 'until'], ever);
  if (until <= from)
    throw problemAt(place, [...path, 'until'], { found: shown(drug.until), expected: 'a time after from' });
  return { ...drug, name };
}

type Radiation = NonNullable<Perturbations['radiation']>;

/** A schedule of radiation by catalogue id of its kind, with doses and times that make sense. */
function checkedRadiation(radiation: Radiation, catalog: Catalog, place: Place, path: Path): Radiation {
  const kinds = catalog.radiations;
  const kind =
    radiation.kind === undefined
      ? {}
      : { kind: resolveName(radiation.kind, kinds, 'a kind of radiation', place, [...path, 'kind']) };
  if (Object.keys(kinds).length === 0)
    throw problemAt(place, path, { found: 'radiation', expected: 'a catalogue that has a kind of radiation' });
  checkedQuantity(radiation.dose, 'Gy', place, [...path, 'dose'], {
    from: 0,
    to: parseQuantity('100 Gy').value,
    said: 'a dose per fraction from 0 (a sham) to 100 Gy',
  });
  const { fractions = 1, every, from } = radiation;
  if (fractions > 1 && every === undefined) {
    throw problemAt(place, path, {
      found: `${fractions} fractions without the time between them`,
      expected: 'every, such as every: 24 h',
    });
  }
  const hour = { from: 3600, to: 1e9, said: 'at least 1 h' };
  if (every !== undefined) checkedQuantity(every, 'h', place, [...path, 'every'], hour);
  if (from !== undefined)
    checkedQuantity(from, 'h', place, [...path, 'from'], { from: 0, to: 1e9, said: 'a time from 0 on' });
  return { ...radiation, ...kind };
}

/** Sides by the catalogue's ids. */
export function checkedHypotheses(
  chosen: Readonly<Record<string, string>>,
  { hypotheses }: Catalog,
  place: Place,
  path: Path,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(chosen).map(([name, side]) => {
      const known = Object.keys(hypotheses).join(', ') || 'none';
      const id = resolveName(name, named(hypotheses), `a hypothesis of the catalogue (${known})`, place, [
        ...path,
        name,
      ]);
      const { sides } = hypotheses[id];
      const expected = `a side of ${id} (${Object.keys(sides).join(', ')})`;
      return [id, resolveName(side, named(sides), expected, place, [...path, name])];
    }),
  );
}

/** Environment factors by catalogue id, each within its range. */
export function checkedEnvironment(table: Table, catalog: Catalog, place: Place, path: Path): Table {
  return renamed(
    table,
    (name, value, at) => {
      const id = resolveName(name, catalog.environments, 'a factor of the environment', place, at);
      within(value, catalog.environments[id].range, place, at);
      return id;
    },
    path,
  );
}

/** Settings of one kind of matrix, each within its range. */
export function checkedMatrix(
  table: Table,
  kind: string | undefined,
  catalog: Catalog,
  place: Place,
  path: Path,
): Table {
  const settings = kind === undefined ? {} : catalog.matrices[kind].settings;
  const known = Object.keys(settings).join(', ') || 'none';
  return renamed(
    table,
    (name, value, at) => {
      const id = resolveName(name, named(settings), `a setting of ${kind ?? 'no matrix'} (${known})`, place, at);
      within(value, settings[id].range, place, at);
      return id;
    },
    path,
  );
}

/** Only ids count where entries have long names that are not synonyms. */
function named(entries: Readonly<Record<string, unknown>>): Readonly<Record<string, { readonly name: string }>> {
  return Object.fromEntries(Object.keys(entries).map((id) => [id, { name: id }]));
}

function within(value: Quantity, range: Range, place: Place, path: Path): void {
  const low = parseQuantity(range[0]);
  const high = parseQuantity(range[1]);
  checkedQuantity(value, high.unit.text || '1', place, path, {
    from: low.value,
    to: high.value,
    said: `${range[0]} to ${range[1]}`,
  });
}
