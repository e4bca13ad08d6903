import { ActionIcon, Box, Button, Collapse, Group, MultiSelect, Stack, Text } from '@mantine/core';
import { IconAdjustments, IconZoomIn, IconZoomOut, IconZoomReset } from '@tabler/icons-react';
import { memo, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { laboratory } from '../../laboratory/laboratory.js';
import type { RunState } from '../../laboratory/run-session.js';
import type { WrittenStudy } from '../../study/use-study.js';
import type { StudyRequest } from '../../worker/calls/study.js';
import { colourOfArm } from './arm-colours.js';
import { ChannelPanel } from './channel-panel.js';
import { theFilm, useFilm } from './film.js';
import { usualChannels } from './light.js';
import { LiveCurves } from './live-curves.js';
import { Micrograph } from './micrograph.js';
import { TimeBar } from './time-bar.js';
import { useLens } from './use-lens.js';
import { useShownArms } from './use-shown-arms.js';

const most = 4;

/** The first cells of some arms as they live, arm beside arm. */
export const LiveMicroscope = memo(function LiveMicroscope(props: {
  readonly study: WrittenStudy;
  /** ms since 1970; undefined before the first run */
  readonly begun: number | undefined;
  readonly phase: RunState['phase'];
}) {
  const { study, begun, phase } = props;
  const { t } = useTranslation('assay');
  const film = useFilm();
  const lens = useLens();
  const [channels, setChannels] = useState(usualChannels);
  const [adjusting, setAdjusting] = useState(false);
  const [at, setAt] = useState<number>();
  const { arms, chosen, choose } = useShownArms(study);
  const ids = chosen.map(({ id }) => id).join('\n');
  useEffect(() => {
    laboratory().openEye();
  }, []);
  const { request } = study;
  const active = phase === 'running' || phase === 'paused';
  const ran = begun === undefined ? undefined : theFilm.requestOf(begun, request);
  const watched = ran !== undefined && (active || sameStudy(ran, request));
  useEffect(() => {
    if (ids === '') return;
    setAt(undefined);
    const shown = ids.split('\n');
    if (watched && begun !== undefined) theFilm.watch(begun, theFilm.requestOf(begun, request), shown);
    else theFilm.preview(request, shown);
  }, [request, begun, watched, ids]);
  useEffect(() => {
    if (phase === 'stopped' || phase === 'failed') theFilm.stop();
  }, [phase]);
  const present = chosen.filter(({ id }) => film.looks[id]).length;
  // The same list as long as the same arms are on the film, so that curves are drawn anew for looks alone.
  const seen = useMemo(() => chosen.filter(({ id }) => theFilm.film().looks[id]).slice(0, present), [chosen, present]);
  if (film.state === 'none') return null;
  if (seen.length === 0)
    return (
      <Box className="panel" p="lg">
        <Text className="quiet">{t('preparing')}</Text>
      </Box>
    );
  const looks = seen.map(({ id }) => film.looks[id]);
  const times = looks[0].map(({ time }) => time);
  const shown = Math.min(at ?? times.length - 1, times.length - 1);
  const summary = study.checked && 'summary' in study.checked ? study.checked.summary : undefined;
  const end = summary?.timepoints.at(-1) ?? times[times.length - 1];
  return (
    <>
      <Stack
        className="panel"
        p={{ base: 'md', sm: 'lg' }}
        gap="md"
        aria-label={t('microscope')}
        component="section"
        data-film={film.state}
      >
        <Group justify="space-between" align="flex-end" gap="sm">
          <MultiSelect
            flex="1 1 260px"
            maw={560}
            label={t('arms')}
            data={arms.map(({ id, title }) => ({ value: id, label: title }))}
            value={chosen.map(({ id }) => id)}
            maxValues={most}
            onChange={(picked) => picked.length > 0 && choose(picked)}
            hidePickedOptions
          />
          <Group gap={4}>
            <Button
              size="compact-md"
              variant="subtle"
              leftSection={<IconAdjustments size={16} />}
              aria-expanded={adjusting}
              onClick={() => setAdjusting(!adjusting)}
            >
              {t('adjust')}
            </Button>
            <ActionIcon variant="subtle" onClick={lens.zoomOut} disabled={!lens.zoomed} aria-label={t('zoom.out')}>
              <IconZoomOut size={18} />
            </ActionIcon>
            <ActionIcon variant="subtle" onClick={lens.zoomIn} aria-label={t('zoom.in')}>
              <IconZoomIn size={18} />
            </ActionIcon>
            <ActionIcon variant="subtle" onClick={lens.reset} disabled={!lens.zoomed} aria-label={t('zoom.whole')}>
              <IconZoomReset size={18} />
            </ActionIcon>
          </Group>
        </Group>
        <Collapse expanded={adjusting}>
          <ChannelPanel channels={channels} look={looks[0][0]} onChange={setChannels} />
        </Collapse>
        <div className="micrographs">
          {seen.map(({ id, title }, index) => (
            <Micrograph
              key={id}
              title={title}
              colour={colourOfArm(index)}
              look={looks[index][Math.min(shown, looks[index].length - 1)]}
              ranges={film.ranges}
              channels={channels}
              lens={lens}
            />
          ))}
        </div>
        <TimeBar times={times} end={end} shown={shown} onChange={setAt} />
        <Text size="xs" className="quiet">
          {film.state === 'preview' ? t('preview') : t('shown')}
        </Text>
      </Stack>
      {film.state !== 'preview' && <LiveCurves looks={film.looks} arms={seen} end={end} />}
    </>
  );
});

function sameStudy(a: StudyRequest, b: StudyRequest): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
