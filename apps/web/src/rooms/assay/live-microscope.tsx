import { Group, Slider, Stack, Text } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { heard, laboratory } from '../../laboratory/laboratory.js';
import type { RunState } from '../../laboratory/run-session.js';
import type { WrittenStudy } from '../../study/use-study.js';
import type { WatchNews } from '../../worker/calls/watch.js';
import { Micrograph } from './micrograph.js';

const watched = 2;

/** The first cells of the first arms as they live. */
export function LiveMicroscope({ study, run }: { readonly study: WrittenStudy; readonly run: RunState }) {
  const { t } = useTranslation('assay');
  const [moments, setMoments] = useState<Readonly<Record<string, readonly WatchNews[]>>>({});
  const [at, setAt] = useState<number>();
  const request = useRef(study.request);
  request.current = study.request;
  const summary = study.checked && 'summary' in study.checked ? study.checked.summary : undefined;
  const arms = summary?.arms.filter(({ automatic }) => !automatic).slice(0, watched) ?? [];
  const ids = arms.map(({ id }) => id).join('\n');
  // Somebody watches from the start of a run: every begun one is watched anew.
  useEffect(() => {
    if (run.begun === undefined || ids === '') return;
    setMoments({});
    const add = heard((moment: WatchNews) =>
      setMoments((all) => ({ ...all, [moment.arm]: [...(all[moment.arm] ?? []), moment] })),
    );
    laboratory().watch(request.current, ids.split('\n'), add);
  }, [run.begun, ids]);
  const looks = Math.max(0, ...Object.values(moments).map(({ length }) => length));
  const shown = at ?? looks - 1;
  if (looks === 0) return <Text className="quiet">{t('empty')}</Text>;
  return (
    <Stack gap="sm">
      <Group gap="md" align="flex-start">
        {arms.map(({ id, title }) => {
          const own = moments[id] ?? [];
          const moment = own[Math.min(shown, own.length - 1)];
          return moment && <Micrograph key={id} title={title} moment={moment} />;
        })}
      </Group>
      <Slider min={0} max={looks - 1} value={shown} onChange={setAt} label={null} thumbLabel={t('time')} />
    </Stack>
  );
}
