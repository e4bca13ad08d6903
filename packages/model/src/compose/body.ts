import { BadInput } from '@invadolab/core';
import type { Drug, Varied } from '../catalog/drug.js';
import type { Carrier, DrugUse } from '../catalog.js';
import { type Carried, carry } from './carried.js';
import { type Body, course, dose, fill, infuse } from './course.js';
import type { Disposition } from './history.js';
import type { Identifiers } from './identifiers.js';
import { readQuantity } from './quantity.js';
import { type Regimen, readRegimen } from './regimen.js';
import { siteOf } from './site.js';

/**
 * Compartments, doses as events, and the concentrations that follow. The place is that around the cell, since a cell can read
 * nothing else. Throws `BadInput` where the record lacks what the doses need.
 */
export function bodyOf(
  id: string,
  drug: Drug,
  uses: readonly DrugUse[],
  {
    ids,
    place,
    hypothetical,
    stream,
    carrier,
  }: { ids: Identifiers; place: string; hypothetical: boolean; stream: number; carrier?: CarriedIn },
): Body {
  const regimens = carrier
    ? carriedRegimens(id, drug, uses, carrier, hypothetical)
    : uses.map((use) => readRegimen(drug, use, hypothetical));
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
    steps: [],
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
  const site = siteOf(drug, uses);
  const carried: Carried | undefined =
    carrier &&
    carry(
      body,
      drug,
      carrier.entry,
      carrierSite(drug, carrier, site.id),
      { number, pool, react, name },
      {
        central,
        gone,
        unbound,
      },
    );
  const lagTime = oral?.lag === undefined ? 0 : readQuantity(oral.lag.value).value;
  const bags = regimens.map((regimen, index) => {
    const given = dose(drug, body, regimen, name, index);
    const rest = { ids: name, place, index, regimen, given };
    const bag = regimen.route === 'infusion' ? infuse(drug, body, carried?.into ?? central, pool, rest) : undefined;
    if (!bag) {
      const into = regimen.route === 'oral' && gut ? gut : (carried?.into ?? central);
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
  const partition = site.partition && number('partition', `share of the free level in ${site.id}`, site.partition);
  const show = (value: string, title: string) => ({ value, unit: 'nM', name: title });
  body.definitions[total] = show(`${central} / ${volume}`, `${drug.name} in plasma, bound and free`);
  body.definitions[plasma] = show(`${total} * ${unbound}`, `free ${drug.name} in plasma`);
  const withPlasma = partition ? `${plasma} * ${partition}` : plasma;
  const atSite = carried ? `${withPlasma} + ${carried.free}` : withPlasma;
  body.definitions[free] = show(atSite, `free ${drug.name} at the cell (${site.id})`);
  const shown = carried && {
    carried: name('carried_level'),
    delivered: name('delivered_share'),
  };
  if (carried && shown) {
    const everything = Object.keys(body.species).join(' + ');
    body.definitions[shown.carried] = show(carried.plasma, `${drug.name} in its carrier in plasma`);
    body.definitions[shown.delivered] = {
      value: `(${carried.site}) / max(${everything}, ${bags[0].given})`,
      unit: '1',
      name: `share of the ${drug.name} given that is at the site`,
    };
  }
  const slot = (definition: string) => `${place}.${definition}`;
  const interval = Number.isFinite(first.every) ? { interval: first.every } : {};
  const dosed = {
    id,
    name: drug.name,
    site: site.id,
    regimen: regimens.map(({ text }) => text).join('; '),
    ...(carrier &&
      shown && {
        carrier: carrier.entry.name,
        carried: slot(shown.carried),
        delivered: slot(shown.delivered),
      }),
    total: slot(total),
    plasma: slot(plasma),
    free: slot(free),
    ...interval,
    beyond: (drug.beyond_network ?? []).map(({ target }) => target),
    ...(drug.clinical && { clinical: drug.clinical.map(({ what, outcome }) => ({ what, outcome })) }),
  };
  return { ...body, free, steps: carried?.steps ?? [], dosed };
}

/** A carrier with its id. */
export interface CarriedIn {
  readonly id: string;
  readonly entry: Carrier;
}

/** Doses in a carrier: what was given is a matter of drug and carrier, and the first dose is the start. */
function carriedRegimens(
  id: string,
  drug: Drug,
  uses: readonly DrugUse[],
  { id: carrierId, entry }: CarriedIn,
  hypothetical: boolean,
): Regimen[] {
  const dosing = entry.dosing?.[id];
  if (dosing === undefined && !hypothetical)
    throw new BadInput(`drug ${drug.name}: the catalogue knows of nobody who was given it in ${entry.name}`, {
      found: `carrier: ${carrierId}`,
      expected: [...Object.keys(entry.dosing ?? {}), '`hypothetical: true` in the study (--hypothetical)'].join(
        ', or ',
      ),
    });
  return uses.map((use) => {
    const regimen = readRegimen({ ...drug, dosing }, { route: dosing?.route ?? 'bolus', ...use }, hypothetical);
    const what = `drug ${use.name} in ${entry.name}`;
    if (regimen.route === 'oral')
      throw new BadInput(`${what}: carriers are injected`, { found: 'oral', expected: 'bolus or infusion' });
    if (regimen.before > 0)
      throw new BadInput(`${what}: a course in a carrier starts with its first dose`, { found: String(use.start) });
    return { ...regimen, text: `${regimen.text} in ${entry.name}` };
  });
}

function carrierSite(drug: Drug, { entry }: CarriedIn, site: string) {
  if (Object.hasOwn(entry.sites, site)) return entry.sites[site];
  throw new BadInput(`drug ${drug.name} in ${entry.name}: the carrier has no record of this site`, {
    found: site,
    expected: Object.keys(entry.sites).join(', '),
  });
}
