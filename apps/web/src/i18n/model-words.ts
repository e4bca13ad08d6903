import i18next from 'i18next';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';

/** Words of measures, assays and verdicts in one language; what has none keeps the title that the model gives. */
interface MeasureWords {
  readonly titles: Readonly<Record<string, string>>;
  readonly assays: Readonly<Record<string, string>>;
  readonly verdicts: Readonly<Record<string, string>>;
  readonly units: Readonly<Record<string, string>>;
  readonly matrices: Readonly<Record<string, string>>;
  readonly endings: Readonly<Record<string, string>>;
  readonly levels: Readonly<Record<string, string>>;
  readonly phrases: Readonly<Record<'trueState' | 'ending' | 'occupied', string>>;
}

/** How the page names what the model names, in its language. */
export interface ModelWords {
  /** Title of a measure or a time course; `title` is the model's own, for ids that no language has. */
  measure(id: string, title: string, assay?: string): string;
  assay(id: string, title: string): string;
  verdict(verdict: string): string;
  /** A unit as it is printed; nothing for a pure number. */
  unit(unit: string): string;
  /** A matrix by its id. */
  matrix(id: string): string;
}

/** Words of the model in the language of the page. */
export function useModelWords(): ModelWords {
  const { i18n } = useTranslation('measures');
  const language = i18n.language;
  return useMemo(() => wordsOf(i18next.getResourceBundle(language, 'measures') as MeasureWords), [language]);
}

/** Title of a measure in the language of the page: `title(id, theModelsOwnTitle, assay)`. */
export function useMeasureTitle(): ModelWords['measure'] {
  return useModelWords().measure;
}

/** The same from the texts of a language. */
export function wordsOf(words: MeasureWords): ModelWords {
  const { titles, phrases } = words;
  const known = (id: string, assay = ''): string | undefined =>
    titles[`${assay}/${id}`] ?? titles[id] ?? (id.endsWith('.true') ? ofState(id, assay) : undefined);
  const ofState = (id: string, assay: string) => {
    const state = known(id.slice(0, -'.true'.length), assay);
    return state === undefined ? undefined : filled(phrases.trueState, { title: state });
  };
  return {
    measure: (id, title, assay) => known(id, assay) ?? dosed(words, id) ?? capital(title),
    assay: (id, title) => words.assays[id] ?? title,
    verdict: (verdict) => words.verdicts[verdict] ?? verdict,
    unit: (unit) => words.units[unit] ?? printed(unit),
    matrix: (id) => words.matrices[id] ?? id,
  };
}

/** Levels of dosed drugs (`drug.x.free.peak`) and occupancies of their targets; undefined for anything else. */
function dosed({ levels, endings, phrases }: MeasureWords, id: string): string | undefined {
  const found =
    /^drug\.(.+?)\.(total|plasma|free|carried|delivered|occupancy\.(.+?))(?:\.(peak|trough|mean|half))?$/.exec(id);
  if (!found || Object.keys(levels).length === 0) return undefined;
  const [, drug, level, target, ending] = found;
  const subject = target ? filled(phrases.occupied, { target, drug }) : filled(levels[level], { drug });
  return ending === undefined ? subject : filled(phrases.ending, { subject, ending: endings[ending] });
}

function filled(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => values[name] ?? '');
}

function capital(title: string): string {
  return /^[a-z]{2}/.test(title) ? title[0].toUpperCase() + title.slice(1) : title;
}

function printed(unit: string): string {
  if (unit === '1') return '';
  return unit.replace(/\bum/g, 'µm').replace(/\buM/g, 'µM').replace(/2\b/g, '²').replace(/3\b/g, '³');
}
