import type { Reference } from '@invadolab/core';
import { element, type Written } from '../xml/element.js';

/** What public databases call a molecule. */
export interface MoleculeIdentity {
  readonly uniprot?: string;
  /** `CHEBI:16618`. */
  readonly chebi?: string;
  /** `GO:0005885`. */
  readonly go?: string;
}

/** Qualified links of one element: `is` for the same thing, `hasPart` for a complex, `isDescribedBy` for publications. */
export interface Links {
  readonly is?: readonly string[];
  readonly hasPart?: readonly string[];
  readonly isDescribedBy?: readonly string[];
}

/** Addresses at identifiers.org, the registry that MIRIAM annotations use. */
export function identityLinks(molecules: readonly MoleculeIdentity[]): Links {
  const links = molecules.flatMap(({ uniprot, chebi, go }) => [
    ...(uniprot === undefined ? [] : [`https://identifiers.org/uniprot:${uniprot}`]),
    ...(chebi === undefined ? [] : [`https://identifiers.org/${chebi}`]),
    ...(go === undefined ? [] : [`https://identifiers.org/${go}`]),
  ]);
  return molecules.length === 1 ? { is: links } : { hasPart: links };
}

/** The address of a publication: its DOI or its number in PubMed; undefined where it has neither. */
export function publicationLink({ doi, pmid }: Reference): string | undefined {
  if (doi !== undefined) return `https://identifiers.org/doi:${doi}`;
  return pmid === undefined ? undefined : `https://identifiers.org/pubmed:${pmid}`;
}

/** The annotation of the element with this metaid; undefined where there are no links. */
export function annotation(metaid: string, links: Links): Written | undefined {
  const qualifiers = Object.entries(links).flatMap(([qualifier, addresses]: [string, readonly string[] | undefined]) =>
    addresses === undefined || addresses.length === 0 ? [] : [qualified(qualifier, addresses)],
  );
  if (qualifiers.length === 0) return undefined;
  const rdf = {
    'xmlns:rdf': 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
    'xmlns:bqbiol': 'http://biomodels.net/biology-qualifiers/',
  };
  const description = element('rdf:Description', { 'rdf:about': `#${metaid}` }, qualifiers);
  return element('annotation', {}, element('rdf:RDF', rdf, description));
}

function qualified(qualifier: string, addresses: readonly string[]): Written {
  const items = [...new Set(addresses)].map((address) => element('rdf:li', { 'rdf:resource': address }));
  return element(`bqbiol:${qualifier}`, {}, element('rdf:Bag', {}, items));
}
