import type { TFunction } from 'i18next';
import { intervalText, ratioText } from '../figures/numbers.js';
import type { ModelWords } from '../i18n/model-words.js';
import type { AnsweredArm, AnsweredMeasure, RunAnswer } from '../worker/answer.js';

/** The sentence about one arm in Chinese, from the values behind the report's own: before the verdict, the verdict, and the rest. */
export function chineseParts(given: {
  readonly answer: RunAnswer;
  readonly found: AnsweredMeasure;
  readonly arm: AnsweredArm;
  readonly words: ModelWords;
  /** Texts of the namespace `sentences`. */
  readonly t: TFunction;
}): [string, string, string] {
  const { answer, found, arm, words, t } = given;
  const cell = arm.cell ?? answer.cell;
  const matrix = answer.matrix === undefined ? undefined : words.matrix(answer.matrix);
  const where = cell === undefined ? (matrix ? 'matrix' : 'none') : matrix ? 'both' : 'cell';
  const measure = words.measure(found.measure, found.title, answer.assay);
  const values = {
    arm: t(arm.against === undefined ? 'arm' : 'armAgainst', { arm: arm.title, against: arm.against }),
    what: t(`where.${where}`, { cell, matrix, measure }),
    ratio: ratioText(arm.ratio),
  };
  const key = answer.single ? 'single' : arm.verdict;
  const [before, verdict, after] = t(key, { ...values, returnObjects: true }) as unknown as [string, string, string];
  if (answer.single) return [before, verdict, after];
  const spread = [parameters(arm, t), sampling(arm, t), experiments(answer, arm, t)].join(t('separator'));
  return [before, verdict, t('rest', { ratio: ratioText(arm.ratio), spread })];
}

function parameters({ parameters: found }: AnsweredArm, t: TFunction): string {
  if (found === undefined) return t('noParameters');
  const { draws, lost } = found;
  return Number.isNaN(found.low)
    ? t('parametersLost', { draws, lost })
    : t('parameters', { draws, interval: intervalText(found) });
}

function sampling({ low, high }: AnsweredArm, t: TFunction): string {
  return Number.isNaN(low) ? t('noSampling') : t('sampling', { interval: intervalText({ low, high }) });
}

function experiments({ experiment }: RunAnswer, { n }: AnsweredArm, t: TFunction): string {
  return t(experiment === undefined ? 'experiments' : 'individuals', { count: n });
}
