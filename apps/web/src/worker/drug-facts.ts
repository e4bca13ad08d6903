import { targetWords } from '@invadolab/assays';
import type { Catalog } from '@invadolab/model';

/** What the catalogue knows of a drug that a screen does not repeat. */
export interface DrugFacts {
  readonly synonyms: readonly string[];
  readonly targets: readonly {
    /** Id of the pocket, as reasons and held targets name it. */
    readonly pocket: string;
    /** The molecule, and where on it if the drug binds it in several places. */
    readonly title: string;
    readonly molecule: string;
    /** What is bound: `kinase`, `catalytic` ... */
    readonly site: string;
    /** As the catalogue writes it. */
    readonly affinity: string;
    /** Whether the number was measured, derived, fitted or assumed. */
    readonly basis: string;
  }[];
  /** Share of the free level in plasma that passes intact vessels of the brain; absent where nobody said. */
  readonly brain?: number;
  readonly references: readonly { readonly words: string; readonly address?: string }[];
}

/** Facts of every drug, by id. */
export function drugFacts({ drugs, molecules, references }: Catalog): Readonly<Record<string, DrugFacts>> {
  const facts = Object.entries(drugs).map(([id, drug]): [string, DrugFacts] => {
    const brain = Number(drug.partition?.['brain-rim']?.value);
    return [
      id,
      {
        synonyms: drug.synonyms ?? [],
        targets: drug.targets.map(({ pocket, K, source }) => {
          const [molecule, ...site] = pocket.split('.');
          const name = molecules[molecule]?.name ?? molecule;
          const once = drug.targets.filter((each) => each.pocket.startsWith(`${molecule}.`)).length === 1;
          return {
            pocket,
            title: once ? name : targetWords([name.replace(/\./g, ' '), ...site].join('.')),
            molecule: name,
            site: site.join('.'),
            affinity: String(K),
            basis: Object.keys(source)[0],
          };
        }),
        ...(Number.isFinite(brain) && { brain }),
        references: (drug.references ?? []).flatMap((each) => {
          const found = references[each];
          return found === undefined ? [] : [{ words: wordsOf(found), address: addressOf(found) }];
        }),
      },
    ];
  });
  return Object.fromEntries(facts);
}

type Reference = Catalog['references'][string];

function wordsOf({ authors, year, title, journal }: Reference): string {
  return [authors.replace(/\.$/, ''), year, title, journal].filter(Boolean).join('. ');
}

function addressOf({ doi, url }: Reference): string | undefined {
  return doi ? `https://doi.org/${doi}` : url;
}
