import { Box, Grid, Group, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ScoreBoard } from '../../worker/score-board.js';
import { AccuracyChart } from './accuracy-chart.js';

/** How many votes passed, and how the model stands to what needs no model. */
export function Summary({ board }: { readonly board: ScoreBoard }) {
  const { t } = useTranslation('evidence');
  const { accuracy, scored, votes } = board;
  return (
    <Grid gap="lg">
      <Grid.Col span={{ base: 12, lg: 6 }}>
        <Stack className="panel" p="lg" gap="lg" h="100%">
          <Box>
            <Title order={2} size="h5">
              {t('votes.title')}
            </Title>
            <Text size="sm" className="quiet" lh={1.5}>
              {t('votes.what')}
            </Text>
          </Box>
          {votes.map(({ role, votes: count, passed, rows, rowsPassed }) => (
            <Box key={role}>
              <Group justify="space-between" align="baseline" gap="sm">
                <Text fw={600} size="sm">
                  {t(`roles.${role}.title`)}
                </Text>
                <Text size="sm">
                  <b>{t('votes.passed', { passed, count })}</b>
                  <Text span size="sm" className="quiet">
                    {' · '}
                    {t('votes.rows', { passed: rowsPassed, count: rows })}
                  </Text>
                </Text>
              </Group>
              <Group gap={4} mt={6} aria-hidden>
                {Array.from({ length: count }, (_, at) => (
                  <span key={at} className="vote" data-passed={at < passed} />
                ))}
              </Group>
            </Box>
          ))}
        </Stack>
      </Grid.Col>
      <Grid.Col span={{ base: 12, lg: 6 }}>
        <Stack className="panel" p="lg" gap="sm" h="100%">
          <Box>
            <Title order={2} size="h5">
              {t('accuracy.title')}
            </Title>
            <Text size="sm" className="quiet" lh={1.5}>
              {accuracy ? t('accuracy.what', { ...accuracy.classes }) : t('accuracy.never')}
            </Text>
          </Box>
          {accuracy && <AccuracyChart accuracy={accuracy} />}
          {scored && (
            <Text size="xs" className="quiet" mt="auto" lh={1.5}>
              {t(`scored.${scored.kind}`, {
                draws: scored.draws,
                cells: scored.cellsPerDraw,
                fitted: scored.fittedParameters,
              })}
            </Text>
          )}
        </Stack>
      </Grid.Col>
    </Grid>
  );
}
