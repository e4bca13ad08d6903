import { Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RunState } from '../../laboratory/run-session.js';
import type { WrittenStudy } from '../../study/use-study.js';
import { CoursePanel } from './course-panel.js';
import { FactsTable } from './facts-table.js';
import { fieldsOf, lookAt } from './seen.js';
import { Stage } from './stage.js';
import { TimeBar } from './time-bar.js';
import { useTissues } from './use-tissues.js';

/** Arms that stand side by side. */
const sideBySide = 2;

/** What one sees of the study: two tissues in space, their time, their course so far, and the same as numbers. */
export function TissueView({ study, run }: { readonly study: WrittenStudy; readonly run: RunState }) {
  const { t } = useTranslation('tissue');
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [at, setAt] = useState<number>();
  const summary = study.checked && 'summary' in study.checked ? study.checked.summary : undefined;
  const own = summary?.arms.filter(({ automatic }) => !automatic) ?? [];
  const arms = shownArms(
    own.map(({ id }) => id),
    chosen,
  );
  const tissues = useTissues(study, run, arms);
  const titleOf = (id: string) => summary?.arms.find((arm) => arm.id === id)?.title ?? id;
  const seen = arms.map((arm) => tissues.get(arm) ?? []);
  const end = Math.max(0, ...(summary?.timepoints ?? [])) - 1;
  const times = [...new Set(seen.flatMap((moments) => moments.map(({ time }) => time)))].sort((a, b) => a - b);
  if (summary !== undefined && fieldsOf(seen).length === 0 && times.length === 0)
    return (
      <Text className="quiet" role="status">
        {t('opening')}
      </Text>
    );
  const shown = Math.min(at ?? times.length - 1, times.length - 1);
  const time = times[shown] ?? 0;
  const sights = arms.flatMap((arm, i) =>
    seen[i].length === 0 ? [] : [{ arm, title: titleOf(arm), moments: seen[i], look: lookAt(seen[i], time) }],
  );
  return (
    <Stack gap="md">
      <Stack className="panel" gap={0} style={{ overflow: 'hidden' }}>
        <Stage
          sights={sights}
          places={arms.length}
          whole={seen.every((moments) => (moments[moments.length - 1]?.time ?? 0) >= end)}
          time={time}
          choices={own}
          onChoose={(place, arm) => setChosen(arms.map((old, i) => (i === place ? arm : old)))}
        />
        <TimeBar times={times} shown={shown} onShow={setAt} following={at === undefined} />
      </Stack>
      <CoursePanel run={run} tissues={tissues} arms={own} measures={summary?.measures ?? []} time={time} />
      <FactsTable sights={sights} time={time} run={run} measures={summary?.measures ?? []} />
    </Stack>
  );
}

/** The chosen arms that the study still has; the first ones where nobody has chosen. */
function shownArms(all: readonly string[], chosen: readonly string[]): readonly string[] {
  const kept = chosen.filter((arm) => all.includes(arm));
  return [...kept, ...all.filter((arm) => !kept.includes(arm))].slice(0, sideBySide);
}
