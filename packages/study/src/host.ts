import { type OrganSlots, organsRole } from '@invadolab/assays';
import { BadInput } from '@invadolab/core';
import { type Catalog, type Composition, ofOrgan, organsOf } from '@invadolab/model';
import { resolveName } from './names.js';
import { type Path, type Place, printable, problemAt } from './shape.js';
import type { Arm, Study } from './study.js';

/** The host of a study, or none where its assay looks at cells. Throws `BadInput` for an unknown one, and where there is none. */
export function checkedHost(
  written: string | undefined,
  assay: string,
  catalog: Catalog,
  place: Place,
): string | undefined {
  const own = Object.hasOwn(catalog.protocols, assay) ? catalog.protocols[assay].host : undefined;
  if (own === undefined && written !== undefined)
    throw problemAt(place, ['host'], { found: printable(written), expected: `no host: ${assay} looks at cells` });
  if (own === undefined || written === undefined) return own;
  const known = Object.keys(catalog.hosts).join(', ');
  return resolveName(written, catalog.hosts, `a host (${known})`, place, ['host']);
}

/** Refuses a cancer of which the assay has nothing to say, where the cell stands in the study. */
export function checkCancer(cell: string, assay: string, catalog: Catalog, place: Place, path: Path): void {
  const why = refusal(cell, assay, catalog);
  if (why) throw problemAt(place, path, why);
}

function refusal(cell: string, assay: string, catalog: Catalog) {
  const { cancer } = catalog.cells[cell];
  const entry = cancer === undefined ? undefined : catalog.protocols[assay].cancers?.[cancer];
  if (entry?.refused === undefined) return undefined;
  return {
    found: `${cell}, ${cancer}, with ${assay}`,
    expected: `another cell: ${entry.refused}; look at ${entry.instead}`,
  };
}

/** What an arm may do to cells and not to a body, which has only rates. */
const ofCells = [
  'knockdown',
  'knockout',
  'overexpress',
  'mutate',
  'drugs',
  'radiation',
  'environment',
  'matrix',
  'hypotheses',
] as const;

/** Refuses what acts on the network of a cell, which is not in a body. */
function checkBodyChange({ change, partners }: Arm, { assay, environment, hypotheses }: Study): void {
  const all: Arm['change'] & { partners?: unknown } = {
    ...change,
    environment: { ...environment, ...change.environment },
    hypotheses: { ...hypotheses, ...change.hypotheses },
    partners,
  };
  const found = [...ofCells, 'partners' as const].find((key) => Object.keys(all[key] ?? {}).length > 0);
  if (found === undefined) return;
  throw new BadInput(`${assay} simulates bodies by their rates, and no cell that this could act on`, {
    found,
    expected: 'set: the rates of the body that it changes (invadolab catalog parts)',
  });
}

/** The body that an arm is composed in: the host, and what the cancer of the cell sets. */
export function hostOf(study: Study, arm: Arm, catalog: Catalog): Composition['host'] | undefined {
  const { assay, host } = study;
  if (host === undefined) return undefined;
  const cell = arm.cell ?? study.cell;
  const cancer = cell === undefined ? undefined : catalog.cells[cell].cancer;
  const set = cancer === undefined ? undefined : catalog.protocols[assay].cancers?.[cancer]?.set;
  const why = cell === undefined ? undefined : refusal(cell, assay, catalog);
  if (why) throw new BadInput('nothing can be said of this cancer', why);
  checkBodyChange(arm, study);
  return { id: host, ...(cancer !== undefined && { cancer }), ...(set && { set }) };
}

/** The roles of a protocol with those that stand for one organ written out for all of the host. */
export function withOrgans(
  roles: Readonly<Record<string, string>>,
  { host }: Study,
  catalog: Catalog,
): Readonly<Record<string, string>> {
  if (host === undefined) return roles;
  const organs = organsOf(catalog, host).map((id): OrganSlots => {
    const { name, pattern } = catalog.organs[id];
    const slot = (role: string) => ofOrgan(roles[role] ?? '', catalog.parts[pattern].pattern ?? '', id);
    return {
      organ: id,
      name,
      colony: slot('colony'),
      held: slot('held'),
      lostHeld: slot('lost_arrested'),
      out: slot('out'),
      lostOut: slot('lost_outside'),
      dormant: slot('dormant'),
      small: slot('small'),
      lostSmall: slot('lost_small'),
    };
  });
  return { ...roles, organs: organsRole(organs) };
}
