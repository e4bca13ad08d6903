import { nearest } from '@invadolab/core';
import type { Path } from '../check/report.js';
import { readQuantity } from '../compose/quantity.js';
import type { CarrierDriver } from './carrier.js';
import { checkNumber } from './check-drugs.js';
import type { Sourced } from './drug.js';
import type { Checking } from './places.js';

/** Numbers of carriers have the right kind and lie in their ranges; what cuts them has a pocket; shares add up to no more than all. */
export function checkCarriers(checking: Checking): void {
  const { tables, places } = checking;
  const pockets = Object.values(tables.parts).flatMap((part) => Object.keys(part.pockets ?? {}));
  const kinds = Object.values(tables.parts).flatMap((part) => Object.keys(part.places ?? {}));
  for (const [id, carrier] of Object.entries(tables.carriers)) {
    const number = (path: Path, sourced: Sourced | undefined, like: string, least?: number) => {
      if (sourced) checkNumber(checking, 'carriers', id, path, sourced, like, least);
    };
    const known = (path: Path, found: string, all: readonly string[], summary: string) => {
      if (!all.includes(found))
        throw places.bad('carriers', id, path, summary, { found, nearest: nearest(found, all) });
    };
    const driver = (path: Path, { place, rate, usual, per_cell }: CarrierDriver) => {
      known([...path, 'place'], place, kinds, 'no part has this place');
      const unit = readQuantity(usual.value).unit;
      number([...path, 'rate'], rate, per_cell ? '1 1/nM/h' : `1 1/(${unit || '1'} h)`, 0);
      number([...path, 'usual'], usual, per_cell ? '1 nM' : `1 ${unit || '1'}`, 0);
    };
    number(['size'], carrier.size, '1 nm');
    number(['shrinks_to'], carrier.shrinks_to, '1 nm');
    const { clearance, volume, peripheral } = carrier.pharmacokinetics;
    number(['pharmacokinetics', 'clearance'], clearance, '1 L/h');
    number(['pharmacokinetics', 'volume'], volume, '1 L');
    number(['pharmacokinetics', 'peripheral', 'volume'], peripheral?.volume, '1 L');
    number(['pharmacokinetics', 'peripheral', 'exchange'], peripheral?.exchange, '1 L/h');
    for (const [organ, share] of Object.entries(carrier.organs ?? {})) number(['organs', organ], share, '1', 0);
    number(['release', 'plasma'], carrier.release.plasma, '1 1/h', 0);
    number(['release', 'site'], carrier.release.site, '1 1/h', 0);
    carrier.trigger?.forEach((trigger, index) => {
      known(['trigger', index, 'pocket'], trigger.pocket, pockets, 'no part has this pocket');
      driver(['trigger', index], trigger);
    });
    if (carrier.shrinks_to && !carrier.trigger)
      throw places.bad('carriers', id, ['shrinks_to'], 'nothing cuts this carrier', { expected: 'trigger' });
    number(['uptake', 'rate'], carrier.uptake?.rate, '1 1/h', 0);
    number(['uptake', 'escape'], carrier.uptake?.escape, '1', 0);
    if (carrier.uptake?.ligand) driver(['uptake', 'ligand'], carrier.uptake.ligand);
    for (const [name, site] of Object.entries(carrier.sites)) {
      const path: Path = ['sites', name];
      for (const share of ['delivered', 'active'] as const) number([...path, share], site[share], '1', 0);
      for (const length of ['pores', 'depth'] as const) number([...path, length], site[length], '1 um');
      for (const volume of ['volume', 'fluid'] as const) number([...path, volume], site[volume], '1 L');
      for (const rate of ['loss', 'washout'] as const) number([...path, rate], site[rate], '1 1/h', 0);
      const shares = [site.delivered, ...Object.values(carrier.organs ?? {})];
      const sum = shares.reduce((total, { value }) => total + readQuantity(value).value, 0);
      if (sum > 1)
        throw places.bad('carriers', id, [...path, 'delivered'], 'organs and this site take more than all', {
          found: `${sum}`,
          expected: 'shares that add up to 1 at most',
        });
    }
    for (const drug of Object.keys(carrier.dosing ?? {}))
      known(['dosing', drug], drug, Object.keys(tables.drugs), 'unknown drug');
  }
}
