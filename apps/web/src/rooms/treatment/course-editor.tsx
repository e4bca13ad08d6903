import { Button, Group, NumberInput, Select, Switch } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { unitText } from '../../figures/numbers.js';
import type { DosedDrugFacts } from '../../worker/calls/exposure.js';
import { type Course, type CourseChange, stepOf } from './schedule.js';

/** The numbers of the chosen course, for exact values and for whoever does not drag. */
export function CourseEditor(props: {
  readonly course: Course;
  readonly drugs: readonly DosedDrugFacts[];
  onChange(change: CourseChange): void;
  onRemove(): void;
}) {
  const { course, drugs, onChange, onRemove } = props;
  const { t } = useTranslation('treatment');
  const sites = drugs.find(({ id }) => id === course.name)?.sites ?? [];
  const number = (change: (value: number) => CourseChange) => (value: string | number) => {
    if (typeof value === 'number') onChange(change(value));
  };
  return (
    <Group gap="sm" align="flex-end" className="course-editor">
      <NumberInput
        size="xs"
        w={132}
        label={t(course.kind === 'radiation' ? 'editor.fraction' : 'editor.dose')}
        suffix={` ${unitText(course.unit)}`}
        min={0}
        step={stepOf(course)}
        value={course.amount}
        onChange={number((amount) => ({ amount }))}
      />
      {course.kind !== 'dish' && (
        <NumberInput
          size="xs"
          w={96}
          label={t(course.kind === 'radiation' ? 'editor.fractions' : 'editor.doses')}
          min={1}
          max={200}
          allowDecimal={false}
          value={course.count}
          onChange={number((count) => ({ count: Math.max(1, count) }))}
        />
      )}
      <NumberInput
        size="xs"
        w={96}
        label={t(course.kind === 'dish' ? 'editor.length' : 'editor.every')}
        suffix=" h"
        min={1}
        value={Number.isFinite(course.every) ? course.every : ''}
        onChange={number((every) => ({ every: Math.max(1, every) }))}
      />
      {!course.steady && (
        <NumberInput
          size="xs"
          w={110}
          label={t('editor.from')}
          min={0}
          step={0.25}
          value={course.from / 24}
          onChange={number((day) => ({ from: Math.max(0, 24 * day) }))}
        />
      )}
      {course.kind === 'doses' && (
        <Select
          size="xs"
          w={170}
          label={t('editor.site')}
          allowDeselect={false}
          value={course.site?.replace(/ /g, '-') ?? sites[0] ?? 'plasma'}
          data={['plasma', ...sites].map((value) => ({ value, label: t(`sites.${value}`) }))}
          onChange={(site) => site !== null && onChange({ site: site.replace(/-/g, ' ') })}
        />
      )}
      {course.kind === 'doses' && course.cycle === undefined && (
        <Switch
          size="xs"
          mb={6}
          label={t('editor.steady')}
          checked={course.steady}
          onChange={({ currentTarget }) => onChange({ steady: currentTarget.checked, from: 0 })}
        />
      )}
      <Button size="xs" variant="subtle" color="gray" leftSection={<IconTrash size={14} />} onClick={onRemove}>
        {t('editor.remove')}
      </Button>
    </Group>
  );
}
