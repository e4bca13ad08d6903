import { BadInput, nearest } from '@invadolab/core';
import type { Catalog, Composition, Part, SourcedValues } from '../catalog.js';
import { type Draft, setParameter } from './draft.js';
import { withStreams } from './streams.js';
import type { PartWithFile } from './unite.js';

/** Organs of a host in the catalogue's order. Throws `BadInput` for an unknown host. */
export function organsOf({ organs, hosts }: Pick<Catalog, 'organs' | 'hosts'>, host: string): readonly string[] {
  if (!Object.hasOwn(hosts, host)) {
    const known = Object.keys(hosts);
    throw new BadInput('unknown host', { found: host, expected: known.join(', '), nearest: nearest(host, known) });
  }
  return Object.keys(organs).filter((id) => Object.hasOwn(organs[id].hosts, host));
}

/** The pattern of each organ of the host, written out for it. */
export function organParts(catalog: Catalog, host: string): readonly PartWithFile[] {
  return organsOf(catalog, host).map((id) => {
    const { name, pattern, stream } = catalog.organs[id];
    const part = writtenOut(catalog.parts[pattern], id, name);
    const file = catalog.files?.[`organs.${id}`] ?? `organ ${id}`;
    const taken = (): never => {
      throw new BadInput(`organ ${id}: the streams of ${pattern} are given twice`);
    };
    return { part: withStreams(part, stream, taken), file };
  });
}

/** `organ_x` of a pattern for one organ. */
export function ofOrgan(text: string, word: string, organ: string): string {
  return text.replace(new RegExp(`\\b${word}_`, 'g'), `${organ}_`);
}

/** The whole part with the organ's id for the word of the pattern, and its name where a title says `{word}`. */
function writtenOut({ pattern: word = '', ...part }: Part, organ: string, name: string): Part {
  const renamed = (value: unknown): unknown => {
    if (typeof value === 'string') return ofOrgan(value.replaceAll(`{${word}}`, name), word, organ);
    if (Array.isArray(value)) return value.map(renamed);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [ofOrgan(key, word, organ), renamed(each)]));
  };
  return renamed(part) as Part;
}

/** Numbers of the host, of its organs and of the cancer, in this order. */
export function applyHost(catalog: Catalog, draft: Draft, { id, cancer, set }: NonNullable<Composition['host']>): void {
  apply(draft, catalog.hosts[id].set, `host ${id}`);
  for (const organ of organsOf(catalog, id)) {
    const { hosts, pattern } = catalog.organs[organ];
    const word = catalog.parts[pattern].pattern ?? '';
    const own = Object.entries(hosts[id]).map(([name, value]) => [ofOrgan(name, word, organ), value]);
    apply(draft, Object.fromEntries(own), `${organ} of ${id}`);
  }
  apply(draft, set ?? {}, `cancer ${cancer}`);
}

function apply(draft: Draft, values: SourcedValues, by: string): void {
  for (const [parameter, { value, source }] of Object.entries(values))
    setParameter(draft, parameter, value, source, by);
}
