import { ActionIcon, Alert, Box, Group, SimpleGrid, Slider, Stack, Text } from '@mantine/core';
import { useInterval, useReducedMotion } from '@mantine/hooks';
import { IconInfoCircle, IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RunState } from '../../laboratory/run-session.js';
import type { WrittenStudy } from '../../study/use-study.js';
import type { BodyFacts } from '../../worker/calls/bodies.js';
import type { Bodies } from '../../worker/individuals.js';
import { useArmTitle } from './arm-title.js';
import { BloodCurves } from './blood-curves.js';
import { BodyMap, type MapView } from './body-map.js';
import { everybody, lookAt, median, month, oneBody } from './figures.js';
import { FreeCurves, type ShownArm } from './free-curves.js';
import { IndividualsStrip } from './individuals-strip.js';
import { OneLife } from './one-life.js';
import { OrganTable } from './organ-table.js';
import { armColour } from './palette.js';
import { useBodies } from './use-bodies.js';

/** ms a look stays while the years go by */
const pace = 450;

/** Bodies arm beside arm through the years: who is free of metastases, where they are, and what happened to each. */
export function BodiesView({
  study,
  run,
  facts,
}: {
  readonly study: WrittenStudy;
  readonly run: RunState;
  readonly facts: BodyFacts;
}) {
  const { t } = useTranslation('metastasis');
  const bodies = useBodies(run);
  const summary = study.checked && 'summary' in study.checked ? study.checked.summary : undefined;
  const titleOf = useArmTitle();
  const known = Object.keys(bodies).length > 0;
  const arms = useMemo((): readonly ShownArm[] => {
    const all = summary?.arms.filter(({ automatic }) => !automatic) ?? [];
    const ids = all.map(({ id }) => id);
    return all.map(({ id, title }) => ({
      id,
      title: titleOf(id, title),
      colour: armColour(id, ids, summary?.control ?? ''),
    }));
  }, [summary, titleOf]);
  const times = useMemo(() => summary?.timepoints ?? [], [summary]);
  const [wanted, setAt] = useState<number>();
  const [chosen, setChosen] = useState<number>();
  if (summary === undefined) return null;
  const at = Math.min(wanted ?? times.length - 1, times.length - 1);
  const end = times[times.length - 1];
  const host = facts.hosts.find(({ id }) => id === (study.at(['host']) ?? facts.hosts[0].id)) ?? facts.hosts[0];
  const portal = facts.cells.find(({ id }) => id === summary.cell)?.portal ?? false;
  const shownArms = known ? arms : arms.slice(0, 1);
  return (
    <Stack gap="lg">
      {known && (
        <Box className="panel" p={{ base: 'md', sm: 'lg' }}>
          <FreeCurves bodies={bodies} arms={arms} end={end} at={times[at] / month} />
          <Text size="sm" fw={600} mt="sm">
            {t('notPatients')}
          </Text>
        </Box>
      )}
      <Box className="panel" p={{ base: 'md', sm: 'lg' }}>
        <Text fw={600} component="h2">
          {chosen === undefined ? t('map.title') : t('map.titleOne', { number: chosen + 1 })}
        </Text>
        <Text size="sm" className="quiet" mb="md" lh={1.5} maw="76ch">
          {known ? (chosen === undefined ? t('map.caption') : t('map.captionOne')) : t('map.before')}
        </Text>
        {known && <TimeSlider times={times} at={at} onChange={setAt} />}
        <SimpleGrid
          cols={{ base: 1, xs: Math.min(2, shownArms.length), xl: Math.min(3, shownArms.length) }}
          spacing="lg"
          mt="md"
        >
          {shownArms.map(({ id, title, colour }) => (
            <Box key={id}>
              {known && (
                <Text size="sm" fw={600} ta="center" mb={4} style={{ color: colour }}>
                  {title}
                </Text>
              )}
              <BodyMap
                title={known ? title : t('map.title')}
                organs={host.organs}
                portal={portal}
                colour={known ? colour : 'var(--lab-down)'}
                view={known ? viewOf(bodies[id] ?? [], host.organs, times[at], chosen) : undefined}
              />
            </Box>
          ))}
        </SimpleGrid>
      </Box>
      {known && (
        <>
          <Stack className="panel" p={{ base: 'md', sm: 'lg' }} gap="lg">
            <IndividualsStrip
              bodies={bodies}
              arms={arms}
              control={summary.control}
              end={end}
              chosen={chosen}
              onChoose={setChosen}
            />
            {chosen !== undefined && run.answer && <OneLife number={chosen} bodies={bodies} arms={arms} end={end} />}
          </Stack>
          <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="lg">
            <Box className="panel" p={{ base: 'md', sm: 'lg' }}>
              <BloodCurves bodies={bodies} arms={arms} />
              <ArmKey arms={arms} />
            </Box>
            <Box className="panel" p={{ base: 'md', sm: 'lg' }}>
              <OrganTable bodies={bodies} arms={arms} organs={host.organs} time={times[at]} />
              <Alert variant="light" color="gray" icon={<IconInfoCircle size={18} />} mt="md">
                {t('table.soil')}
              </Alert>
            </Box>
          </SimpleGrid>
        </>
      )}
    </Stack>
  );
}

/** Which colour is which arm, where curves lie on each other. */
function ArmKey({ arms }: { readonly arms: readonly ShownArm[] }) {
  return (
    <Group gap="md" mt="xs" aria-hidden>
      {arms.map(({ id, title, colour }) => (
        <Text key={id} size="sm" fw={600} style={{ color: colour }}>
          {title}
        </Text>
      ))}
    </Group>
  );
}

function viewOf(
  individuals: Bodies[string],
  organs: BodyFacts['hosts'][number]['organs'],
  time: number,
  chosen: number | undefined,
): MapView {
  const one = individuals.find(({ number }) => number === chosen);
  const looks = (one ? [one] : individuals).map((each) => lookAt(each, time));
  return {
    organs: Object.fromEntries(
      organs.map(({ id }) => [id, one ? oneBody(one, id, time) : everybody(individuals, id, time)]),
    ),
    ...(one === undefined && { of: individuals.length }),
    primary: median(looks.map((look) => look?.primary ?? 0)),
    circulating: median(looks.map((look) => look?.circulating ?? 0)),
  };
}

function TimeSlider(props: { readonly times: readonly number[]; readonly at: number; onChange(at: number): void }) {
  const { times, at, onChange } = props;
  const { t } = useTranslation('metastasis');
  const still = useReducedMotion();
  const [playing, setPlaying] = useState(false);
  const { start, stop } = useInterval(() => advance(), pace);
  function advance(): void {
    if (at < times.length - 1) onChange(at + 1);
    else pause();
  }
  function pause(): void {
    stop();
    setPlaying(false);
  }
  function play(): void {
    onChange(at === times.length - 1 ? 0 : at);
    start();
    setPlaying(true);
  }
  const said = (index: number) => t('time.months', { value: (times[index] / month).toFixed(0) });
  return (
    <Group gap="md" wrap="nowrap">
      {!still && (
        <ActionIcon
          variant="light"
          size="lg"
          onClick={playing ? pause : play}
          aria-label={t(playing ? 'time.pause' : 'time.play')}
        >
          {playing ? <IconPlayerPause size={18} /> : <IconPlayerPlay size={18} />}
        </ActionIcon>
      )}
      <Slider
        style={{ flex: 1 }}
        min={0}
        max={times.length - 1}
        value={at}
        onChange={onChange}
        label={null}
        thumbLabel={t('time.label')}
        thumbProps={{ 'aria-valuetext': said(at) }}
      />
      <Text size="sm" fw={600} w={92} ta="right">
        {said(at)}
      </Text>
    </Group>
  );
}
