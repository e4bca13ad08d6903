import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ScoreBoard } from '../../worker/score-board.js';
import { percent } from './accuracy-chart.js';

/** The score in one sentence, beside the best of what needs no model. */
export function Standing({ board: { accuracy, votes } }: { readonly board: ScoreBoard }) {
  const { t } = useTranslation('evidence');
  const check = votes.find(({ role }) => role === 'check');
  if (accuracy === undefined || accuracy.model === null || check === undefined) return null;
  const { model, signRule, shuffled, prior } = accuracy;
  const others = { signRule, shuffled: shuffled?.mean ?? null, prior };
  const [best] = Object.entries(others)
    .flatMap(([id, value]) => (value === null ? [] : [{ id, value }]))
    .sort((a, b) => b.value - a.value);
  const points = best === undefined ? 0 : Math.round(100 * (model - best.value));
  const order = points < 0 ? 'below' : points > 0 ? 'above' : 'level';
  return (
    <Text maw={760} lh={1.55} mt="sm" fw={550}>
      {t('sentence.votes', { passed: check.passed, count: check.votes })}
      {best &&
        t(`sentence.${order}`, {
          model: percent(model),
          points: Math.abs(points),
          best: t(`sentence.${best.id}`),
          value: percent(best.value),
        })}
    </Text>
  );
}
