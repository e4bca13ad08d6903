import { BadInput } from '@invadolab/core';
import { resolveCell } from '../catalog/names.js';
import type { Catalog, Composed, Composition, Partners } from '../catalog.js';
import type { ModelFile } from '../language.js';
import { partnerPlace, readAround, withPartners } from './around.js';

/**
 * The model of a cell with others around it: both are composed by themselves, of the same parts and with what the arm does
 * to the dish, and then put into one. No partners are the model of the cell alone.
 */
export function composeTogether(
  catalog: Catalog,
  composition: Composition,
  partners: NonNullable<Composition['partners']>,
  composeAlone: (catalog: Catalog, composition: Composition) => Composed,
): Composed {
  const { kind, per_cell: share = 1, ...own } = partners;
  if (!(share >= 0 && share <= most))
    throw new BadInput('partners: per_cell is out of range', { found: String(share), expected: `from 0 to ${most}` });
  const { partners: _, ...alone } = composition;
  if (share === 0) {
    const composed = composeAlone(catalog, alone);
    return { ...composed, neutral: [...composed.neutral, `partners ${own.cell}: none per cell`].sort() };
  }
  const profile = resolveCell(catalog, own.cell);
  const cell = composeAlone(catalog, composition);
  const parts = partsOfCell(catalog, composition.cell);
  const theirs = composeAlone(catalog, {
    ...composition,
    parts: [...composition.parts, ...parts.filter((id) => !composition.parts.includes(id))],
    cell: profile,
    knockdown: own.knockdown,
    knockout: own.knockout,
    overexpress: own.overexpress,
    mutate: own.mutate,
    environment: { ...composition.environment, ...own.environment },
  });
  const model = withPartners(cell.model, theirs.model, kind, share);
  checkSurroundings(catalog, partners, cell.model, theirs.model);
  return {
    ...cell,
    model,
    trace: [
      ...cell.trace,
      ...theirs.trace
        .filter(({ target }) => target.startsWith(`${kind}.`))
        .map((entry) => ({ ...entry, target: entry.target.replace(kind, partnerPlace) })),
    ],
    neutral: [...cell.neutral, ...theirs.neutral.filter((said) => !cell.neutral.includes(said))].sort(),
  };
}

const most = 1000;

/** Parts that only the profile of the cell brings in, which its partners need too: signals go both ways. */
function partsOfCell(catalog: Catalog, cell: string | undefined): readonly string[] {
  return cell === undefined ? [] : (catalog.cells[resolveCell(catalog, cell)].parts ?? []);
}

/** Cells side by side share their medium: only what a partner's own rates read can differ. */
function checkSurroundings(
  catalog: Catalog,
  { environment = {}, kind }: Partners & { readonly kind: string },
  cell: ModelFile,
  theirs: ModelFile,
): void {
  const shared = readAround(theirs, kind);
  for (const id of Object.keys(environment)) {
    const { parameter } = catalog.environments[id];
    const before = cell.parameters?.[parameter]?.value;
    const after = theirs.parameters?.[parameter]?.value;
    if (String(before) === String(after)) continue;
    if (!shared.has(parameter)) continue;
    throw new BadInput(`partners: ${id} cannot differ between cells that share a medium`, {
      found: String(environment[id]),
      expected: 'a factor that acts on the cell itself; set this one for the whole arm',
    });
  }
}
