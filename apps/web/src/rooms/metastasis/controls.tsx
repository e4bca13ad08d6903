import { NumberInput, SegmentedControl, Select, Stack, Switch, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { WrittenStudy } from '../../study/use-study.js';
import type { BodyFacts } from '../../worker/calls/bodies.js';
import { losses, type OfferedArm, treatments } from './arms.js';
import { armsWith, type Removal, removalOf, removalSet } from './removal.js';

/** Menus of this room, each bound to a place of the file. */
export function BodyControls({ study, facts }: { readonly study: WrittenStudy; readonly facts: BodyFacts }) {
  const { t } = useTranslation('metastasis');
  const cell = study.at(['cell']);
  const experiments = study.at(study.quick ? ['quick', 'experiments'] : ['experiments']);
  return (
    <Stack gap="md">
      <Stack gap={6}>
        <Text size="sm" fw={500}>
          {t('controls.host')}
        </Text>
        <SegmentedControl
          aria-label={t('controls.host')}
          value={String(study.at(['host']) ?? facts.hosts[0].id)}
          onChange={(host) => study.change(['host'], host)}
          data={facts.hosts.map(({ id }) => ({ value: id, label: t(`hosts.${id}`) }))}
        />
      </Stack>
      <Select
        label={t('controls.cell')}
        description={t('controls.cellNote')}
        searchable
        allowDeselect={false}
        value={typeof cell === 'string' ? cell : null}
        onChange={(next) => next !== null && study.change(['cell'], next)}
        data={byCancer(facts, (cancer) => t(`cancers.${cancer}`))}
      />
      <RemovalChoice study={study} />
      <NumberInput
        label={t('controls.individuals')}
        min={2}
        max={1000}
        value={typeof experiments === 'number' ? experiments : ''}
        onChange={(value) =>
          typeof value === 'number' && study.change(study.quick ? ['quick', 'experiments'] : ['experiments'], value)
        }
      />
      <Stack gap="xs">
        <Text size="sm" fw={500}>
          {t('controls.treatments')}
        </Text>
        {treatments.map((arm) => (
          <ArmSwitch key={arm.id} study={study} {...arm} />
        ))}
      </Stack>
      <Stack gap="xs">
        <Text size="sm" fw={500}>
          {t('controls.losses')}
        </Text>
        <Text size="xs" className="quiet">
          {t('controls.lossesNote')}
        </Text>
        {losses.map((arm) => (
          <ArmSwitch key={arm.id} study={study} {...arm} />
        ))}
      </Stack>
    </Stack>
  );
}

function withSet({ set, ...change }: OfferedArm['change'], study: WrittenStudy) {
  const all = { ...removalSet(removalOf(study)), ...set };
  return { ...change, ...(Object.keys(all).length > 0 && { set: all }) };
}

function byCancer({ cells }: BodyFacts, named: (cancer: string) => string) {
  const cancers = [...new Set(cells.map(({ cancer = 'other' }) => cancer))].sort();
  return cancers.map((cancer) => ({
    group: named(cancer),
    items: cells.filter((each) => (each.cancer ?? 'other') === cancer).map(({ id }) => ({ value: id, label: id })),
  }));
}

function ArmSwitch(props: OfferedArm & { readonly study: WrittenStudy }) {
  const { study, id, change } = props;
  const { t } = useTranslation('metastasis');
  const title = t(`arms.${id}`);
  return (
    <Switch
      label={title}
      checked={study.at(['arms', id]) !== undefined}
      onChange={({ currentTarget }) =>
        study.change(['arms', id], currentTarget.checked ? { title, ...withSet(change, study) } : undefined)
      }
    />
  );
}

/** When the primary is removed: found at a size, on a day, or never; the same in all arms. */
function RemovalChoice({ study }: { readonly study: WrittenStudy }) {
  const { t } = useTranslation('metastasis');
  const { kind, value } = removalOf(study);
  const change = (next: Removal) => study.change(['arms'], armsWith(study, next));
  return (
    <Stack gap="xs">
      <Text size="sm" fw={500}>
        {t('removal.label')}
      </Text>
      <SegmentedControl
        aria-label={t('removal.label')}
        value={kind}
        onChange={(next) => change({ kind: next as Removal['kind'], value: usual[next as Removal['kind']] })}
        data={(['size', 'day', 'never'] as const).map((each) => ({ value: each, label: t(`removal.kinds.${each}`) }))}
      />
      {kind === 'size' && (
        <NumberInput
          aria-label={t('removal.size')}
          suffix=" cm"
          decimalScale={1}
          step={0.1}
          min={0.3}
          max={6}
          value={Number(value?.toFixed(1))}
          onChange={(next) => typeof next === 'number' && next >= 0.3 && change({ kind, value: next })}
        />
      )}
      {kind === 'day' && (
        <NumberInput
          aria-label={t('removal.day')}
          suffix={` ${t('removal.weeks')}`}
          min={1}
          max={520}
          value={value}
          onChange={(next) => typeof next === 'number' && next >= 1 && change({ kind, value: next })}
        />
      )}
      {kind === 'never' && (
        <Text size="xs" className="quiet" lh={1.5}>
          {t('removal.neverNote')}
        </Text>
      )}
    </Stack>
  );
}

/** cm and weeks that a choice begins with: about the same time in the middle individual. */
const usual: Readonly<Record<Removal['kind'], number | undefined>> = { size: 1.2, day: 48, never: undefined };
