import type { DrugScreenRecord } from '@invadolab/results';
import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { summaryWords } from './words.js';

const named = 3;

/** The answer in one sentence: the first drugs that do anything, and what they leave. */
export function Leaders({ record: { ranked, wanted } }: { readonly record: DrugScreenRecord }) {
  const { t } = useTranslation('screen');
  const leaders = ranked.filter(({ neutral, effect }) => !neutral && effect.median !== null).slice(0, named);
  if (leaders.length === 0) return null;
  const words = leaders.map(({ name, effect }) => `${name} ${summaryWords(effect)}`);
  return (
    <Text fw={550} maw={820} lh={1.55} mt="sm">
      {t(`answer.${wanted}`, { leaders: words.join(t('answer.between')) })}
    </Text>
  );
}
