import { hideLists, openLists } from '@invadolab/study';
import { type Document, isNode, parseDocument } from 'yaml';

/** A study's text as a document that can be changed; lists such as `[1, 3] nM`, which are no YAML, are hidden in it. */
export function documentOf(text: string): Document {
  return parseDocument(hideLists(text));
}

/** The text of such a document, with comments and lists as people write them. */
export function textOf(document: Document): string {
  return openLists(document.toString({ lineWidth: 0, flowCollectionPadding: false })) as string;
}

/** A value of such a document, as plain data. */
export function plainValue(found: unknown): unknown {
  return openLists(isNode(found) ? found.toJSON() : found);
}
