import { BadInput } from '@invadolab/core';
import type { Drug, Varied } from '../catalog/drug.js';
import type { DrugUse } from '../catalog.js';
import { type Body, course, dose, fill, infuse } from './course.js';
import type { Disposition } from './history.js';
import type { Identifiers } from './identifiers.js';
import { readQuantity } from './quantity.js';
import { readRegimen } from './regimen.js';
import { siteOf } from './site.js';

/**
 * Compartments, doses as events, and the concentrations that follow. The place is that around the cell, since a cell can read
 * nothing else. Throws `BadInput` where the record lacks what the doses need.
 */
export function bodyOf(
  id: string,
  drug: Drug,
  uses: readonly DrugUse[],
  { ids, place, hypothetical, stream }: { ids: Identifiers; place: string; hypothetical: boolean; stream: number },
): Body {
  const regimens = uses.map((use) => readRegimen(drug, use, hypothetical));
  const name = (...words: string[]) => ids.make('drug', id, ...words);
  const kinetics = drug.pharmacokinetics;
  const fraction = drug.free_fraction?.plasma;
  const missing = !kinetics ? 'pharmacokinetics' : !fraction ? 'free fraction in plasma' : undefined;
  if (!kinetics || !fraction)
    throw new BadInput(`drug ${id}: doses need what the catalogue does not have: its ${missing}`, {
      found: 'dose',
      expected: '`free` or `nominal`',
    });
  const body: Body = {
    parameters: {},
    species: {},
    definitions: {},
    reactions: {},
    events: {},
    conserved: {},
    individuals: {},
    free: '',
    dosed: { id, name: drug.name, site: '', regimen: '', total: '', plasma: '', free: '', beyond: [] },
    allZero: regimens.every(({ dose }) => dose.value === 0),
  };
  let varied = 0;
  const number = (word: string, title: string, { value, range, source, cv }: Varied): string => {
    const parameter = name(word);
    body.parameters[parameter] = { value, ...(range && { range }), source, name: `${title} of ${drug.name}` };
    const position = varied++;
    if (cv !== undefined && cv > 0) body.individuals[parameter] = { cv, stream: `${stream}.${position}` };
    return parameter;
  };
  const clearance = number('clearance', 'clearance', kinetics.clearance);
  const volume = number('volume', 'volume of distribution', kinetics.volume);
  const second = kinetics.peripheral && {
    volume: number('volume_2', 'peripheral volume', kinetics.peripheral.volume),
    exchange: number('exchange', 'clearance to the periphery', kinetics.peripheral.exchange),
  };
  const oral = regimens.some(({ route }) => route === 'oral') ? kinetics.absorption : undefined;
  const absorption = oral && number('absorption', 'absorption rate', oral.rate);
  const share = oral?.bioavailability && number('bioavailable', 'share absorbed', oral.bioavailability);
  const lag = oral?.lag && number('lag', 'lag of absorption', oral.lag);
  const unbound = number('unbound_plasma', 'share free in plasma', fraction);
  const pool = (word: string, title: string) => {
    const species = name(word);
    body.species[species] = { unit: 'umol', name: `${drug.name} ${title}` };
    return species;
  };
  const central = pool('central', 'in plasma and what follows it');
  const peripheral = second && pool('peripheral', 'in the periphery');
  const gut = oral && pool('gut', 'in the gut');
  const gone = pool('gone', 'cleared or never absorbed');
  const react = (word: string, equation: string, rate: string, title: string) => {
    body.reactions[name(word)] = { in: place, equation, rate, name: `${drug.name}: ${title}` };
  };
  react('cleared', `${central} -> ${gone}`, `${clearance} / ${volume} * ${central}`, 'clearance');
  if (second && peripheral) {
    react('spreads', `${central} -> ${peripheral}`, `${second.exchange} / ${volume} * ${central}`, 'to the periphery');
    const back = `${second.exchange} / ${second.volume} * ${peripheral}`;
    react('returns', `${peripheral} -> ${central}`, back, 'from the periphery');
  }
  if (gut && absorption) {
    const taken = share === undefined ? absorption : `${absorption} * ${share}`;
    react('absorbed', `${gut} -> ${central}`, `${taken} * ${gut}`, 'absorption');
    if (share) react('unabsorbed', `${gut} -> ${gone}`, `${absorption} * (1 - ${share}) * ${gut}`, 'passes the gut');
  }
  const lagTime = oral?.lag === undefined ? 0 : readQuantity(oral.lag.value).value;
  const bags = regimens.map((regimen, index) => {
    const given = dose(drug, body, regimen, name, index);
    const rest = { ids: name, place, index, regimen, given };
    const bag = regimen.route === 'infusion' ? infuse(drug, body, central, pool, rest) : undefined;
    if (!bag) {
      const into = regimen.route === 'oral' && gut ? gut : central;
      const at = regimen.from + (regimen.route === 'oral' ? lagTime : 0);
      course(body, rest, at, { [into]: `${into} + ${given}` });
    }
    return { bag, given };
  });
  body.conserved[name('mass')] = Object.fromEntries(
    Object.keys(body.species).map((species) => [`${place}.${species}`, 1]),
  );
  const [first] = regimens;
  if (first.before > 0) {
    if (regimens.length > 1)
      throw new BadInput(`drug ${id}: only a single course can start within itself`, { found: 'start' });
    const disposition: Disposition = {
      given: bags[0].given,
      out: `(${clearance} / ${volume})`,
      ...(second && {
        exchange: { to: `(${second.exchange} / ${volume})`, from: `(${second.exchange} / ${second.volume})` },
      }),
      ...(absorption && { absorption }),
      ...(share && { share }),
      ...(lag && { lag }),
    };
    fill(drug, body, first, disposition, name, { central, peripheral, gut });
  }
  const total = name('total');
  const plasma = name('plasma');
  const free = name('free');
  const site = siteOf(drug, uses);
  const partition = site.partition && number('partition', `share of the free level in ${site.id}`, site.partition);
  const show = (value: string, title: string) => ({ value, unit: 'nM', name: title });
  body.definitions[total] = show(`${central} / ${volume}`, `${drug.name} in plasma, bound and free`);
  body.definitions[plasma] = show(`${total} * ${unbound}`, `free ${drug.name} in plasma`);
  const atSite = partition ? `${plasma} * ${partition}` : plasma;
  body.definitions[free] = show(atSite, `free ${drug.name} at the cell (${site.id})`);
  const slot = (definition: string) => `${place}.${definition}`;
  const interval = Number.isFinite(first.every) ? { interval: first.every } : {};
  const dosed = {
    id,
    name: drug.name,
    site: site.id,
    regimen: regimens.map(({ text }) => text).join('; '),
    total: slot(total),
    plasma: slot(plasma),
    free: slot(free),
    ...interval,
    beyond: (drug.beyond_network ?? []).map(({ target }) => target),
  };
  return { ...body, free, dosed };
}
