import { Alert, Box, Button, Group, Menu, Select, Stack, Switch, Text } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { IconChevronDown, IconFlask } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RunState } from '../../laboratory/run-session.js';
import type { WrittenStudy } from '../../study/use-study.js';
import type { DosedDrugFacts } from '../../worker/calls/exposure.js';
import { CourseEditor } from './course-editor.js';
import { ExposurePlots } from './exposure-plots.js';
import { type Preset, presets } from './presets.js';
import { ResponsePlots } from './response-plots.js';
import {
  type Course,
  type CourseChange,
  coursesOf,
  hours,
  inHours,
  plain,
  type WrittenArm,
  withChange,
  without,
} from './schedule.js';
import { Timeline } from './timeline.js';
import { useExposure } from './use-exposure.js';

/** Doses on a timeline; what is free of them at the cell below it; what cells do below that. */
export function TreatmentView(props: {
  readonly study: WrittenStudy;
  readonly run: RunState;
  readonly drugs: readonly DosedDrugFacts[];
}) {
  const { study, run, drugs } = props;
  const { t } = useTranslation('treatment');
  const { ref, width } = useElementSize();
  const [chosen, setChosen] = useState<Course['key']>();
  const arms = (study.at(['arms']) ?? {}) as Readonly<Record<string, WrittenArm | null>>;
  const control = String(study.at(['control']) ?? Object.keys(arms)[0]);
  const treated = Object.keys(arms).filter((id) => id !== control);
  const [wanted, setArm] = useState<string>();
  const arm = wanted !== undefined && treated.includes(wanted) ? wanted : treated[0];
  const end = endOfStudy(study);
  const { curves, stale } = useExposure(study, arm, end);
  const titles = useTitles(study);
  const control_ = useMemo(
    () => ({ id: control, title: titles(control), colour: 'var(--lab-quiet)' }),
    [control, titles],
  );
  const shown = useMemo(() => ({ id: arm ?? '', title: titles(arm ?? ''), colour: 'var(--lab-up)' }), [arm, titles]);
  if (arm === undefined) return <Text className="quiet">{t('timeline.noArm')}</Text>;
  const own = arms[arm] ?? {};
  const courses = coursesOf(own);
  const course = courses.find(({ key }) => key === chosen);
  const write = (next: WrittenArm) => study.change(['arms', arm], plain(next));
  const change = (of: Course, what: CourseChange) => write(withChange(own, of, what));
  const remove = (of: Course) => write(without(own, of));
  const above =
    study.checked && 'problem' in study.checked && (study.checked.problem.expected ?? '').includes('hypothetical');
  return (
    <Stack gap="lg">
      {above && (
        <Alert variant="light" color="orange" icon={<IconFlask size={18} />} title={t('hypothetical.title')}>
          <Stack gap="xs">
            <Text size="sm">{t('hypothetical.text')}</Text>
            <HypotheticalSwitch study={study} />
          </Stack>
        </Alert>
      )}
      <Box className="panel" p={{ base: 'md', sm: 'lg' }}>
        <Group justify="space-between" gap="sm" mb="md">
          <Text fw={600} component="h2">
            {t('timeline.title')}
          </Text>
          <Group gap="xs">
            {treated.length > 1 && (
              <Select
                size="xs"
                aria-label={t('timeline.arm')}
                allowDeselect={false}
                value={arm}
                data={treated.map((value) => ({ value, label: titles(value) }))}
                onChange={(value) => value !== null && setArm(value)}
              />
            )}
            <AddDrug
              drugs={drugs}
              onAdd={(drug) => {
                write({ ...own, drugs: [...((own.drugs as unknown[]) ?? []), courseOf(drug, end)] });
                setChosen((own.drugs as unknown[] | undefined)?.length ?? 0);
              }}
            />
            {own.radiation === undefined && (
              <Button
                size="xs"
                variant="light"
                onClick={() => {
                  write({ ...own, radiation: { dose: '2 Gy', fractions: 5, every: '24 h' } });
                  setChosen('radiation');
                }}
              >
                {t('timeline.addRadiation')}
              </Button>
            )}
            <Presets
              onChoose={(preset) => {
                const { drugs: _, radiation: __, ...rest } = own;
                study.change(['arms', arm], plain({ ...rest, ...preset.arm }));
                setChosen(undefined);
              }}
            />
          </Group>
        </Group>
        <Text size="sm" className="quiet" mb="xs" lh={1.5} maw="80ch">
          {t('timeline.how')}
        </Text>
        <div ref={ref}>
          {width > 0 && (
            <Timeline
              courses={courses}
              axis={{ end, width }}
              chosen={chosen}
              onChoose={setChosen}
              onChange={change}
              onRemove={remove}
            />
          )}
        </div>
        {course && (
          <Box mt="md">
            <CourseEditor
              course={course}
              drugs={drugs}
              onChange={(what) => change(course, what)}
              onRemove={() => remove(course)}
            />
          </Box>
        )}
      </Box>
      <Box
        className="panel"
        p={{ base: 'md', sm: 'lg' }}
        style={{ opacity: stale && curves.length > 0 ? 0.6 : 1 }}
        aria-busy={stale}
        data-exposure={stale ? 'reckoning' : 'ready'}
      >
        <ExposurePlots curves={curves} end={end} />
      </Box>
      <Box className="panel" p={{ base: 'md', sm: 'lg' }}>
        {run.answer && run.id ? (
          <ResponsePlots id={run.id} answer={run.answer} arm={shown} control={control_} end={end} />
        ) : (
          <Text className="quiet">{t('response.before')}</Text>
        )}
        <Text size="sm" fw={600} mt="md">
          {t('explored')}
        </Text>
      </Box>
    </Stack>
  );
}

/** Allows doses above those of labels and trials, in the study file itself. */
export function HypotheticalSwitch({ study }: { readonly study: WrittenStudy }) {
  const { t } = useTranslation('treatment');
  return (
    <Switch
      label={t('hypothetical.switch')}
      checked={study.at(['hypothetical']) === true}
      onChange={({ currentTarget }) => study.change(['hypothetical'], currentTarget.checked ? true : undefined)}
    />
  );
}

function AddDrug({ drugs, onAdd }: { readonly drugs: readonly DosedDrugFacts[]; onAdd(drug: DosedDrugFacts): void }) {
  const { t } = useTranslation('treatment');
  return (
    <Select
      size="xs"
      w={150}
      searchable
      aria-label={t('timeline.addDrug')}
      placeholder={t('timeline.addDrug')}
      value={null}
      data={drugs.map(({ id }) => id)}
      onChange={(name) => {
        const drug = drugs.find(({ id }) => id === name);
        if (drug) onAdd(drug);
      }}
    />
  );
}

function Presets({ onChoose }: { onChoose(preset: Preset): void }) {
  const { t } = useTranslation('treatment');
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button size="xs" variant="default" rightSection={<IconChevronDown size={14} />}>
          {t('presets.label')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {presets.map((preset) => (
          <Menu.Item key={preset.id} onClick={() => onChoose(preset)}>
            {t(`presets.${preset.id}`, { days: preset.days })}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

/** The usual dose of a drug, as often as fits. */
function courseOf({ id, dose, route, every, over, sites }: DosedDrugFacts, end: number): WrittenArm {
  const gap = hours(every, 24);
  const doses = Math.max(1, Math.min(10, Math.floor(end / gap)));
  return {
    name: id,
    dose,
    route,
    ...(over !== undefined && route === 'infusion' && { over }),
    every: every ?? inHours(gap),
    doses,
    ...(sites.length > 0 && { site: sites[0].replace(/-/g, ' ') }),
  };
}

/** h of the last reading. */
export function endOfStudy(study: WrittenStudy): number {
  const quick = study.quick ? study.at(['quick', 'timepoints']) : undefined;
  const written = quick ?? study.at(['timepoints']);
  const times = Array.isArray(written)
    ? written
    : ((written as { toJSON?(): unknown[] } | undefined)?.toJSON?.() ?? []);
  return Math.max(24, ...times.map((time) => hours(time)));
}

/** Titles of arms: in the language of the page where this room wrote them. */
function useTitles(study: WrittenStudy): (id: string) => string {
  const { t, i18n } = useTranslation('treatment');
  const summary = study.checked && 'summary' in study.checked ? study.checked.summary : undefined;
  return useMemo(() => {
    const written = new Map(summary?.arms.map(({ id, title }) => [id, title]));
    return (id: string) => {
      const title = written.get(id) ?? id;
      const key = `example.${id}`;
      const own = ['en', 'zh-CN'].some((language) => i18n.getFixedT(language, 'treatment')(key) === title);
      return own ? t(key) : title;
    };
  }, [summary, t, i18n]);
}
