import { Box, ScrollArea, SegmentedControl, Select, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useModelWords } from '../i18n/model-words.js';
import type { RunAnswer } from '../worker/answer.js';
import { Comparisons } from './comparisons.js';
import { Courses } from './courses.js';
import { DoseResponse } from './dose-response.js';
import { Forest } from './forest.js';
import { ReportFrame } from './report-frame.js';
import { RunFiles } from './run-files.js';
import { Sentences } from './sentences.js';
import { Values } from './values.js';
import { Warnings } from './warnings.js';

const sections = ['answer', 'courses', 'values', 'comparisons', 'report', 'files'] as const;

type Section = (typeof sections)[number];

/** What a finished run says: the sentences and the forest first, everything behind them one step away. */
export function AnswerPanel({ id, answer }: { readonly id: string; readonly answer: RunAnswer }) {
  const { t } = useTranslation('answer');
  const [section, setSection] = useState<Section>('answer');
  return (
    <Stack gap="md">
      <ScrollArea type="never" viewportProps={{ tabIndex: 0, role: 'region', 'aria-label': t('sections.label') }}>
        <SegmentedControl
          aria-label={t('sections.label')}
          value={section}
          onChange={(value) => setSection(value as Section)}
          data={sections.map((value) => ({ value, label: t(`sections.${value}`) }))}
        />
      </ScrollArea>
      <Box className="panel" p={{ base: 'md', sm: 'lg' }}>
        {section === 'answer' && <Answered answer={answer} />}
        {section === 'courses' && <Courses answer={answer} />}
        {section === 'values' && <Values answer={answer} />}
        {section === 'comparisons' && <Comparisons answer={answer} />}
        {section === 'report' && <ReportFrame id={id} />}
        {section === 'files' && <RunFiles id={id} study={answer.study} />}
      </Box>
    </Stack>
  );
}

function Answered({ answer }: { readonly answer: RunAnswer }) {
  const { t } = useTranslation('answer');
  const words = useModelWords();
  const [chosen, setChosen] = useState<string | null>(null);
  const found = answer.measures.find(({ measure }) => measure === chosen) ?? answer.measures[0];
  if (found === undefined) {
    return (
      <Stack gap="lg">
        <Text>{t('nothing')}</Text>
        <Values answer={answer} />
      </Stack>
    );
  }
  return (
    <Stack gap="xl">
      {answer.measures.length > 1 && (
        <Select
          label={t('measure')}
          maw={420}
          data={answer.measures.map(({ measure, title }) => ({
            value: measure,
            label: words.measure(measure, title, answer.assay),
          }))}
          value={found.measure}
          onChange={setChosen}
          allowDeselect={false}
        />
      )}
      <Sentences answer={answer} found={found} />
      <Forest answer={answer} found={found} />
      {answer.doses.map((family) => (
        <DoseResponse key={`${family.name} ${family.axis}`} answer={answer} found={found} family={family} />
      ))}
      <Warnings warnings={answer.warnings} noParameters={answer.noParameters} />
    </Stack>
  );
}
