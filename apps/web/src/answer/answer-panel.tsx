import { Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { RunAnswer } from '../worker/answer.js';

/** What a finished run says: the sentences first. */
export function AnswerPanel({ answer }: { readonly id: string; readonly answer: RunAnswer }) {
  const { t } = useTranslation('study');
  const [headline] = answer.measures;
  if (headline === undefined) return <Text>{t('answer.nothing')}</Text>;
  return (
    <Stack className="panel" p="lg" gap="sm">
      {headline.arms.map(({ arm, sentence }) => (
        <Text key={arm} lang="en">
          {sentence}
        </Text>
      ))}
    </Stack>
  );
}
