import type { BadInput } from '@invadolab/core';
import { childrenOf, type XmlElement } from '../xml/parse.js';
import type { Attributes } from './attributes.js';

const core = /^http:\/\/www\.sbml\.org\/sbml\/(?:level2(?:\/version[2-5])?|level3\/version[12]\/core)$/;
const packageOf = /^http:\/\/www\.sbml\.org\/sbml\/level3\/version\d+\/([a-z]+)\/version\d+$/;

/** Packages that only say how a model is drawn, grouped or named. */
const harmless: ReadonlySet<string> = new Set(['layout', 'render', 'groups', 'annot', 'req']);

/** The level of a document whose packages can all be read or passed over; the names of those passed over. */
export function supportedDocument(root: XmlElement, attributes: Attributes): { level: 2 | 3; ignored: string[] } {
  if (root.name !== 'sbml') {
    throw attributes.wrong('not an SBML document', root, `<${root.name}>`, '<sbml> of Level 2 or 3');
  }
  if (!core.test(root.uri)) {
    const found = `level ${root.attributes.level ?? '?'} version ${root.attributes.version ?? '?'} (${root.uri || 'no namespace'})`;
    throw attributes.wrong('a level of SBML that is not supported', root, found, 'Level 2, or Level 3 Version 1 or 2');
  }
  const ignored: string[] = [];
  for (const [name, value] of Object.entries(root.attributes)) {
    const [, id] = packageOf.exec(value) ?? [];
    if (!name.startsWith('xmlns:') || id === undefined) continue;
    const required = root.attributes[`${name.slice('xmlns:'.length)}:required`] === 'true';
    if (harmless.has(id) && !required) ignored.push(`the package ${id}`);
    else throw attributes.wrong(`the package ${id} is not supported`, root, id, 'SBML core');
  }
  return { level: root.attributes.level === '3' ? 3 : 2, ignored };
}

/** Refusals of what core allows and no solver of ordinary differential equations can do; by name, where it stands. */
export function refuseUnsupported(model: XmlElement, attributes: Attributes): void {
  const refuse = (element: XmlElement, what: string, expected: string): BadInput =>
    attributes.wrong(`${what} not supported`, element, undefined, expected);
  for (const list of childrenOf(model)) {
    for (const element of childrenOf(list)) {
      if (element.name === 'algebraicRule') throw refuse(element, 'an algebraic rule is', 'assignment and rate rules');
      if (element.name === 'reaction' && attributes.flag(element, 'fast', false)) {
        throw refuse(element, 'a fast reaction is', 'reactions with a rate');
      }
      if (element.name !== 'event') continue;
      for (const part of childrenOf(element)) {
        if (part.name === 'delay') throw refuse(part, 'the delay of an event is', 'events that act at once');
        if (part.name === 'priority') throw refuse(part, 'the priority of an event is', 'events without priority');
      }
    }
  }
}
