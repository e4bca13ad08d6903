import { checkBiology } from './check-biology.js';
import { checkHosts } from './check-hosts.js';
import { checkNames } from './check-names.js';
import { checkParts, checkStreams } from './check-parts.js';
import { checkReferences } from './check-references.js';
import { checkSettings } from './check-settings.js';
import { checkTranscriptomes } from './check-transcriptomes.js';
import { Places } from './places.js';
import type { Origin, Tables } from './tables.js';

/** Checks what catalogue entries say about each other; throws the first `BadInput` found. */
export function checkCatalog(tables: Tables, origins: ReadonlyMap<string, Origin>): void {
  const checking = { tables, places: new Places(origins) };
  checkNames(checking);
  checkReferences(checking);
  checkParts(checking);
  checkStreams(checking);
  checkBiology(checking);
  checkSettings(checking);
  checkHosts(checking);
  checkTranscriptomes(checking);
}
