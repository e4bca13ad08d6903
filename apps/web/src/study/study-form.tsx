import { Accordion, Box, Stack, Switch, Text, Title } from '@mantine/core';
import { lazy, type ReactNode, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import type { Problem } from '../worker/problem.js';
import type { WrittenStudy } from './use-study.js';

const StudyEditor = lazy(async () => ({ default: (await import('./editor.js')).StudyEditor }));

/** The question, the room's menus and sliders, and the file itself: three ways to hold the same study. */
export function StudyForm(props: {
  readonly study: WrittenStudy;
  readonly problem: Problem | undefined;
  readonly children?: ReactNode;
}) {
  const { study, problem, children } = props;
  const { t } = useTranslation('study');
  const question = study.at(['study']);
  return (
    <Stack className="panel" p="lg" gap="md">
      <Box>
        <Text size="xs" fw={600} className="quiet" tt="uppercase" style={{ letterSpacing: '0.06em' }}>
          {t('question')}
        </Text>
        <Title order={1} size="h3" mt={4} lh={1.3}>
          {typeof question === 'string' ? question : t('untitled')}
        </Title>
      </Box>
      {children}
      <Switch
        checked={study.quick}
        onChange={({ currentTarget }) => study.setQuick(currentTarget.checked)}
        label={t('quick.label')}
        description={t('quick.description')}
      />
      <Accordion variant="default" defaultValue={null} chevronPosition="left" mx={-8}>
        <Accordion.Item value="file" style={{ borderBottom: 0 }}>
          <Accordion.Control>{t('file')}</Accordion.Control>
          <Accordion.Panel>
            <Suspense fallback={null}>
              <StudyEditor text={study.text} label={t('file')} problem={problem} onChange={study.setText} />
            </Suspense>
          </Accordion.Panel>
        </Accordion.Item>
      </Accordion>
    </Stack>
  );
}
