import type { CarrierDriver, CarrierSite, CarrierTrigger } from '../catalog/carrier.js';
import type { Drug, Sourced, Varied } from '../catalog/drug.js';
import type { Carrier } from '../catalog.js';
import type { ModelFile, Parameter, PlaceKind } from '../language.js';

/** A step of a carrier that cells drive; its reaction is written once it is known what the model has. */
export interface DrivenStep {
  readonly id: string;
  readonly equation: string;
  /** Rate without the concentration of what drives it: `k * near`. */
  readonly rate: string;
  /** Of the carrier's record: where and what it is. */
  readonly driver: CarrierDriver & Partial<Pick<CarrierTrigger, 'pocket'>>;
  /** Parameter of the fluid around one cell, over which molecules are spread. */
  readonly fluid: string;
  readonly title: string;
}

/** How `bodyOf` names and adds things. */
export interface BodyTools {
  readonly number: (word: string, title: string, number: Varied) => string;
  readonly pool: (word: string, title: string) => string;
  readonly react: (word: string, equation: string, rate: string, title: string) => void;
  readonly name: (...words: string[]) => string;
}

/** What the rest of the body needs of a carrier. */
export interface Carried {
  /** Species that doses go into. */
  readonly into: string;
  /** Expressions: in plasma in carriers; at the site in carriers or out of them; free at the cell besides what comes with plasma. */
  readonly plasma: string;
  readonly site: string;
  readonly free: string;
  readonly steps: readonly DrivenStep[];
}

/**
 * The way of a drug in its carrier, all of it as amounts of the drug: plasma and periphery; organs, where it is lost; at the site the
 * surroundings of vessels, after a cut the small remains, then the depth of the cell; released drug in the tissue. Diffusion over the
 * depth has the rate of its slowest mode, with the Stokes-Einstein coefficient times the free share of the mesh.
 */
export function carry(
  body: {
    readonly parameters: Record<string, Parameter>;
    readonly definitions: Record<string, NonNullable<PlaceKind['definitions']>[string]>;
  },
  drug: Drug,
  carrier: Carrier,
  site: CarrierSite,
  { number, pool, react, name }: BodyTools,
  { central, gone, unbound }: { readonly central: string; readonly gone: string; readonly unbound: string },
): Carried {
  const { pharmacokinetics: kinetics, release, uptake } = carrier;
  const steps: DrivenStep[] = [];
  const value = (word: string, title: string, sourced: Varied) =>
    number(`carrier_${word}`, `${title}, carrier`, sourced);
  const clearance = value('clearance', 'clearance', kinetics.clearance);
  const volume = value('volume', 'volume of distribution', kinetics.volume);
  const delivered = value('delivered', 'share of the clearance that the site takes', site.delivered);
  const active = value('active', 'share of entry that the vessel wall carries', site.active);
  const open = name('carrier_entry');
  body.parameters[open] = {
    value: 1,
    range: [0, 1],
    source: { assumed: 'transport through the vessel wall is at work; 0 where it is blocked' },
    name: `transport of the carrier of ${drug.name} through the vessel wall`,
  };
  const inPlasma = pool('carried', 'in its carrier in plasma');
  const near = pool('near', 'in carriers at the vessels of the site');
  const deep = pool('deep', 'in carriers at the depth of the cell');
  const local = pool('local', 'released at the site');
  const leaving = `${clearance} / ${volume} * ${inPlasma}`;
  const shares = Object.entries(carrier.organs ?? {}).map(([organ, share]) => {
    const taken = value(`to_${organ}`, `share of the clearance by the ${organ}`, share);
    const held = pool(`in_${organ}`, `with carriers in the ${organ}`);
    react(`taken_${organ}`, `${inPlasma} -> ${held}`, `${taken} * ${leaving}`, `carriers taken up by the ${organ}`);
    return taken;
  });
  const elsewhere = `(1 - ${[...shares, delivered].join(' - ')})`;
  react('carrier_cleared', `${inPlasma} -> ${gone}`, `${elsewhere} * ${leaving}`, 'carriers cleared elsewhere');
  const entry = `(${active} * ${open} + 1 - ${active})`;
  react('enters', `${inPlasma} -> ${near}`, `${delivered} * ${entry} * ${leaving}`, 'carriers enter the site');
  if (kinetics.peripheral) {
    const second = value('volume_2', 'peripheral volume', kinetics.peripheral.volume);
    const exchange = value('exchange', 'clearance to the periphery', kinetics.peripheral.exchange);
    const away = pool('carried_2', 'in its carrier in the periphery');
    react('carrier_spreads', `${inPlasma} -> ${away}`, `${exchange} / ${volume} * ${inPlasma}`, 'carriers spread');
    react('carrier_returns', `${away} -> ${inPlasma}`, `${exchange} / ${second} * ${away}`, 'carriers return');
  }
  const leak = value('leak', 'release in plasma', release.plasma);
  react('leaks', `${inPlasma} -> ${drug.inside ? gone : central}`, `${leak} * ${inPlasma}`, 'release in plasma');

  const rate = value('release', 'release at the site', release.site);
  const loss = value('loss', 'loss at the site', site.loss);
  const fluid = value('fluid', 'fluid around one cell', site.fluid);
  // What is released outside cells never gets into them where the drug crosses no membrane.
  const outside = drug.inside ? gone : local;
  const standing = (pools: readonly (readonly [string, string])[]) => {
    for (const [word, species] of pools) {
      react(`lost_${word}`, `${species} -> ${gone}`, `${loss} * ${species}`, `carriers lost (${word})`);
      react(`released_${word}`, `${species} -> ${outside}`, `${rate} * ${species}`, `release (${word})`);
    }
  };
  const reach = (word: string, from: string, size: string) => {
    const speed = name('carrier_reach', word);
    body.definitions[speed] = {
      value: `pi ^ 2 / 4 * ${stokes} / ${size} * max(0, 1 - ${size} / ${pores}) ^ 2 / ${depth} ^ 2`,
      unit: '1/h',
      name: `penetration of the carrier of ${drug.name} (${word})`,
    };
    react(`reaches_${word}`, `${from} -> ${deep}`, `${speed} * ${from}`, `carriers reach the cell (${word})`);
  };
  const drive = (id: string, equation: string, speed: string, driver: DrivenStep['driver'], title: string) => {
    const [species] = equation.split(' ');
    steps.push({ id, equation, rate: `${speed} * ${species}`, driver, fluid, title: `${drug.name}: ${title}` });
  };
  const stokes = value('stokes', 'diffusivity in water times diameter', stokesEinstein);
  const size = value('size', 'diameter', carrier.size);
  const pores = value('pores', 'mesh of the tissue', site.pores);
  const depth = value('depth', 'distance from a vessel', site.depth);
  reach('whole', near, size);
  standing([
    ['near', near],
    ['deep', deep],
  ]);
  const atSite = [near, deep, local];
  const small = carrier.shrinks_to && pool('small', 'in what cuts left of carriers');
  if (small && carrier.shrinks_to) {
    reach('small', small, value('small_size', 'diameter after the cut', carrier.shrinks_to));
    standing([['small', small]]);
    atSite.push(small);
  }
  carrier.trigger?.forEach((trigger, index) => {
    const word = `cut_${index + 1}`;
    const title = `${small ? 'cut' : 'opened'} by ${trigger.pocket}`;
    const speed = value(word, title, trigger.rate);
    drive(`${word}_near`, `${near} -> ${small ?? outside}`, speed, trigger, title);
    if (!small) drive(`${word}_deep`, `${deep} -> ${outside}`, speed, trigger, `${title} at the cell`);
  });
  if (uptake) {
    const taken = pool('endosomal', 'in endosomes of the cells of the site');
    const speed = value('uptake', 'uptake by cells', uptake.rate);
    const escapes = value('escape', 'share that leaves endosomes', uptake.escape);
    react('taken_up', `${deep} -> ${taken}`, `${speed} * ${deep}`, 'uptake of carriers');
    if (uptake.ligand) {
      const grip = value('ligand', 'uptake through its ligand', uptake.ligand.rate);
      drive('by_ligand', `${deep} -> ${taken}`, grip, uptake.ligand, 'uptake through its ligand');
    }
    const sorting = value('sorting', 'passage of endosomes', endosomes);
    react('escapes', `${taken} -> ${local}`, `${sorting} * ${escapes} * ${taken}`, 'endosomal escape');
    react('digested', `${taken} -> ${gone}`, `${sorting} * (1 - ${escapes}) * ${taken}`, 'digestion in lysosomes');
    atSite.push(taken);
  }
  const tissue = value('tissue', 'volume of the tissue', site.volume);
  if (drug.inside) {
    const ends = number('inside_loss', 'loss inside cells', drug.inside.loss);
    react('ends_inside', `${local} -> ${gone}`, `${ends} * ${local}`, 'loss inside cells');
  } else {
    const washout = value('washout', 'washout of unbound drug', site.washout);
    react('washed_out', `${local} -> ${central}`, `${washout} * ${unbound} * ${local}`, 'washout to plasma');
  }
  return {
    into: inPlasma,
    plasma: `${inPlasma} / ${volume}`,
    site: atSite.join(' + '),
    free: drug.inside ? `${local} / ${tissue}` : `${local} / ${tissue} * ${unbound}`,
    steps: steps.map((step) => ({ ...step, id: name(step.id) })),
  };
}

/** Reactions of the steps that cells drive, where the model has what drives them; else at the usual level. */
export function drivenReactions(
  steps: readonly DrivenStep[],
  place: string,
  open: (step: DrivenStep) => { readonly free: string; readonly read: boolean },
) {
  const reactions: Record<string, NonNullable<ModelFile['reactions']>[string]> = {};
  const parameters: Record<string, Parameter> = {};
  for (const step of steps) {
    const { driver, id, equation, rate, title, fluid } = step;
    const { free, read } = open(step);
    const usual = `${id}_usual`;
    if (!read) parameters[usual] = { ...driver.usual, name: `${title}: level where no cell is looked at` };
    const amount = driver.per_cell ? `(${driver.amount}) / ${fluid}` : `(${driver.amount})`;
    const level = read ? amount : usual;
    reactions[id] = {
      in: read ? driver.place : place,
      equation,
      rate: `${rate} * ${level}${free === '' ? '' : ` * ${free}`}`,
      name: title,
    };
  }
  return { reactions, parameters };
}

const stokesEinstein: Sourced = {
  value: '0.658 um3/s',
  range: ['0.3 um3/s', '0.7 um3/s'],
  source: { derived: 'Stokes-Einstein: kT / (3 pi viscosity) at 37 C in water of 0.69 mPa s' },
};

const endosomes: Sourced = {
  value: '2 1/h',
  range: ['0.5 1/h', '6 1/h'],
  source: { assumed: 'endosomes become lysosomes within about half an hour' },
};
