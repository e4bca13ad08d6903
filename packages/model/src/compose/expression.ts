import { BadInput, type Source } from '@invadolab/core';
import { resolveMolecule } from '../catalog/names.js';
import type { Catalog, Perturbations } from '../catalog.js';
import type { Quantity } from '../language.js';
import { type AmountSlot, amountAt, amountSlots, type Draft, moleculeOf, setAmount } from './draft.js';
import type { Optional } from './optional.js';
import { readPure, readQuantity, readShare, scaleRange, scaleReading } from './quantity.js';

/** What an arm does to how much of a molecule there is. */
interface Dosage {
  readonly by: string[];
  factor: number;
  readonly kinds: Set<'knockdown' | 'knockout' | 'overexpress'>;
}

/**
 * Knock-downs (amount x (1 - share)), knock-outs (0) and overexpression (x factor), each on all amounts of the molecule
 * and on nothing else; of a molecule whose parts have not joined they are noted as neutral. Names may be synonyms. Throws `BadInput` for an unknown molecule, one without an amount in this
 * model, a share outside 0-100 %, a factor below 1, and contradictions.
 */
export function applyExpression(catalog: Catalog, draft: Draft, changes: Perturbations, optional: Optional): void {
  const dosages = new Map<string, Dosage>();
  const add = (kind: 'knockdown' | 'knockout' | 'overexpress', name: string, factor: number, text: string) => {
    const molecule = resolveMolecule(catalog, name);
    const dosage = dosages.get(molecule) ?? { by: [], factor: 1, kinds: new Set() };
    if (dosage.kinds.has(kind)) throw new BadInput(`${kind}: ${molecule} is given twice`, { found: name });
    dosage.kinds.add(kind);
    if (dosage.kinds.has('knockout') && dosage.kinds.size > 1)
      throw new BadInput(
        `${molecule} is knocked out: it cannot also be in ${[...dosage.kinds].filter((k) => k !== 'knockout')}`,
        {
          found: name,
        },
      );
    dosage.factor *= factor;
    dosage.by.push(text);
    dosages.set(molecule, dosage);
  };
  for (const [name, share] of Object.entries(changes.knockdown ?? {}))
    add('knockdown', name, 1 - readShare(share, `knockdown ${name}`), `knockdown ${name} ${share}`);
  for (const name of changes.knockout ?? []) add('knockout', name, 0, `knockout ${name}`);
  for (const [name, times] of Object.entries(changes.overexpress ?? {}))
    add('overexpress', name, readTimes(name, times), `overexpress ${name} x ${times}`);
  for (const [molecule, dosage] of [...dosages].sort(([a], [b]) => (a < b ? -1 : 1)))
    scale(draft, molecule, dosage, optional);
}

function readTimes(name: string, times: Quantity): number {
  const factor = readPure(times, `overexpress ${name}`, 'how many times the amount of the profile, such as 3');
  if (factor < 1)
    throw new BadInput(`overexpress ${name}: use knockdown to lower an amount`, {
      found: String(times),
      expected: 'at least 1',
    });
  return factor;
}

function scale(draft: Draft, molecule: string, dosage: Dosage, { molecules }: Optional): void {
  const by = dosage.by.sort().join(', ');
  const slots = amountsOf(draft, molecule);
  if (slots.length === 0 && molecules.has(molecule)) {
    draft.neutral.push(`${by}: nothing in this model depends on it`);
    return;
  }
  if (slots.length === 0)
    throw new BadInput(`${by}: no amount in this model is of ${molecule}, so nothing would change`, {
      found: molecule,
      expected: `one of ${[...new Set(amountSlots(draft).map((slot) => moleculeOf(draft, slot)))].sort().join(', ')}`,
    });
  const changed = slots.filter((slot) => {
    const amount = amountAt(draft, slot);
    const before = readQuantity(amount.value, amount.unit);
    if (dosage.factor === 1 || before.value === 0) return false;
    const fields = { source: derivedSource(amount.source, by), range: scaleRange(amount, dosage.factor) };
    return setAmount(draft, slot, scaleReading(before, dosage.factor), fields, by);
  });
  if (changed.length === 0)
    draft.neutral.push(dosage.factor === 1 ? `${by}: changes nothing` : `${by}: the cell has none`);
}

function amountsOf(draft: Draft, molecule: string): readonly AmountSlot[] {
  return amountSlots(draft).filter((slot) => moleculeOf(draft, slot) === molecule);
}

/** What a perturbed amount comes from: the unperturbed one, which keeps its reference. */
function derivedSource(source: Source, by: string): Source {
  return 'measured' in source ? { derived: by, from: [source.measured] } : { derived: by };
}
