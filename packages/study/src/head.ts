import { parseYaml } from '@invadolab/model';
import { hideLists, openLists } from './dose-lists.js';
import { problemAt, shown } from './shape.js';

/** What a study is about, without checking the rest of it. */
export interface StudyHead {
  /** The question. */
  readonly study: string;
  /** As the file has it; undefined where it has none yet. */
  readonly assay?: string;
}

/**
 * The head of a study file that may not be finished: plain YAML with `format` and `study`, nothing else is looked at.
 * Throws `BadInput` with line and column for anything that is not.
 */
export function readStudyHead(text: string, file: string): StudyHead {
  const parsed = parseYaml(hideLists(text), file);
  const place = { file, locate: (path: readonly (string | number)[]) => parsed.locate(path) };
  const value = openLists(parsed.value);
  const keys = typeof value === 'object' && !Array.isArray(value) ? new Map(Object.entries(value ?? {})) : new Map();
  for (const key of ['format', 'study'])
    if (!keys.has(key))
      throw problemAt(place, [], { found: `no ${key}:`, expected: 'a study with format: and study:' });
  const study = keys.get('study');
  if (typeof study !== 'string')
    throw problemAt(place, ['study'], { found: shown(study), expected: 'the question of the study' });
  const assay = keys.get('assay');
  return { study: study.trim(), ...(typeof assay === 'string' && { assay }) };
}
