import { Box, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ScoreBoard } from '../../worker/score-board.js';

type Accuracy = NonNullable<ScoreBoard['accuracy']>;

/** Balanced accuracy of the model and of what it has to beat, as bars from nothing to all. */
export function AccuracyChart({ accuracy }: { readonly accuracy: Accuracy }) {
  const { t } = useTranslation('evidence');
  const { model, likeliest, signRule, shuffled, prior } = accuracy;
  const lines = [
    { id: 'model', value: model, own: true },
    { id: 'likeliest', value: likeliest, own: true },
    { id: 'signRule', value: signRule, own: false },
    { id: 'shuffled', value: shuffled?.mean ?? null, own: false },
    { id: 'prior', value: prior, own: false },
  ] as const;
  return (
    <Box role="list">
      {lines.map(({ id, value, own }) => (
        <Box
          key={id}
          role="listitem"
          py={5}
          style={{ display: 'grid', gridTemplateColumns: 'minmax(0,1fr) 46%', gap: 14 }}
        >
          <Text size="sm" fw={own ? 600 : 400} lh={1.3}>
            {t(`accuracy.${id}`)}
          </Text>
          <Box style={{ display: 'grid', gridTemplateColumns: '1fr 74px', gap: 8, alignItems: 'center' }}>
            <svg width="100%" height="14" aria-hidden="true">
              <rect width="100%" height="14" rx="3" fill="currentColor" fillOpacity="0.07" />
              {value !== null && (
                <rect
                  width={`${100 * value}%`}
                  height="14"
                  rx="3"
                  fill={own ? 'var(--lab-down)' : 'var(--lab-quiet)'}
                  fillOpacity={own ? 1 : 0.6}
                />
              )}
              {id === 'shuffled' && shuffled && (
                <line
                  x1={`${100 * shuffled.low}%`}
                  x2={`${100 * shuffled.high}%`}
                  y1="7"
                  y2="7"
                  stroke="currentColor"
                  strokeWidth="2"
                />
              )}
            </svg>
            <Text size="sm" fw={own ? 650 : 400} ta="end">
              {value === null ? t('accuracy.notRun') : percent(value)}
              {id === 'shuffled' && shuffled && (
                <Text span size="xs" className="quiet" display="block">
                  {Math.round(100 * shuffled.low)}–{percent(shuffled.high)}
                </Text>
              )}
            </Text>
          </Box>
        </Box>
      ))}
    </Box>
  );
}

/** A share as whole per cent. */
export function percent(share: number): string {
  return `${Math.round(100 * share)} %`;
}
