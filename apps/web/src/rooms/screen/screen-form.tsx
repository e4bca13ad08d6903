import { Accordion, Grid, MultiSelect, NumberInput, Stack, Switch, Text } from '@mantine/core';
import { lazy, Suspense, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { laboratory } from '../../laboratory/laboratory.js';
import type { WrittenScreen } from './use-screen.js';

const Editor = lazy(async () => ({ default: (await import('../../study/editor.js')).StudyEditor }));

type Names = Awaited<ReturnType<ReturnType<typeof laboratory>['names']>>;

/** The screen as a few menus, and as the file itself. */
export function ScreenForm({ screen }: { readonly screen: WrittenScreen }) {
  const { t } = useTranslation('screen');
  const [names, setNames] = useState<Names>();
  useEffect(() => {
    laboratory().names().then(setNames);
  }, []);
  const listAt = (key: string) => (Array.isArray(screen.at(key)) ? (screen.at(key) as string[]).map(String) : []);
  const cells = (kinds: readonly string[]) =>
    (names?.cells ?? []).filter(({ kind }) => kinds.includes(kind)).map(({ id }) => id);
  const hours = Number(/^([\d.]+) *h$/.exec(String(screen.at('timepoint')))?.[1] ?? Number.NaN);
  const many = (key: string, data: readonly string[], what: string, empty?: string) => (
    <MultiSelect
      label={t(`form.${key}`)}
      description={what}
      data={[...new Set([...data, ...listAt(key)])]}
      value={listAt(key)}
      placeholder={listAt(key).length === 0 ? empty : undefined}
      onChange={(value) => screen.change(key, value.length > 0 ? value : key === 'drugs' ? 'all' : undefined)}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': t('filter.clear') }}
      nothingFoundMessage={t('filter.none')}
    />
  );
  return (
    <Accordion variant="default" chevronPosition="left" className="panel">
      <Accordion.Item value="form" style={{ borderBottom: 0 }}>
        <Accordion.Control>{t('form.title')}</Accordion.Control>
        <Accordion.Panel>
          <Stack gap="md">
            <Grid gap="md">
              <Grid.Col span={{ base: 12, sm: 6 }}>
                {many('cells', cells(['tumour', 'transformed']), t('form.cellsWhat'))}
              </Grid.Col>
              <Grid.Col span={{ base: 12, sm: 6 }}>
                {many('healthy', cells(['healthy']), t('form.healthyWhat'))}
              </Grid.Col>
              <Grid.Col span={{ base: 12, sm: 6 }}>
                {many('drugs', names?.drugs ?? [], t('form.drugsWhat'), t('form.all'))}
              </Grid.Col>
              <Grid.Col span={{ base: 6, sm: 3 }}>
                <NumberInput
                  label={t('form.hours')}
                  description={t('form.hoursWhat')}
                  value={Number.isNaN(hours) ? '' : hours}
                  min={1}
                  max={96}
                  suffix=" h"
                  onChange={(value) => typeof value === 'number' && screen.change('timepoint', `${value} h`)}
                />
              </Grid.Col>
              <Grid.Col span={{ base: 6, sm: 3 }}>
                <NumberInput
                  label={t('form.draws')}
                  description={t('form.drawsWhat')}
                  value={typeof screen.at('draws') === 'number' ? (screen.at('draws') as number) : ''}
                  min={1}
                  max={200}
                  onChange={(value) => typeof value === 'number' && screen.change('draws', value)}
                />
              </Grid.Col>
            </Grid>
            <Switch
              checked={screen.quick}
              onChange={({ currentTarget }) => screen.setQuick(currentTarget.checked)}
              label={t('form.quick')}
              description={t('form.quickWhat')}
            />
            <Text size="sm" fw={600}>
              {t('form.file')}
            </Text>
            <Suspense fallback={null}>
              <Editor text={screen.text} label={t('form.file')} problem={screen.problem} onChange={screen.setText} />
            </Suspense>
          </Stack>
        </Accordion.Panel>
      </Accordion.Item>
    </Accordion>
  );
}
