import './screen.css';
import { Box, Drawer, Stack, Text, Title } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { type DragEvent, useEffect, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { useAddress } from '../../app/address.js';
import { laboratory } from '../../laboratory/laboratory.js';
import { type LinkedStudy, linkedStudy } from '../../study/link.js';
import { ProblemNote } from '../../study/problem-note.js';
import type { DrugFacts } from '../../worker/drug-facts.js';
import { DrugDetails } from './drug-details.js';
import { Leaders } from './leaders.js';
import { ListedDrugs } from './listed-drugs.js';
import { Ranking } from './ranking.js';
import { ScreenBar } from './screen-bar.js';
import { ScreenForm } from './screen-form.js';
import { screenSession as session } from './screen-session.js';
import { useScreen } from './use-screen.js';

const example = import.meta.glob<string>('../../../../../studies/screen/example.yaml', {
  query: '?raw',
  import: 'default',
});

/** Drugs over cells and environments at the level that is free in patients, ranked, with the reasons. */
export function ScreenRoom() {
  const { params } = useAddress();
  const linked = linkedStudy(params);
  const [text, setText] = useState<string>();
  useEffect(() => {
    const [load] = Object.values(example);
    load().then(setText);
  }, []);
  const initial: LinkedStudy | undefined = linked ?? (text === undefined ? undefined : { text, quick: true });
  return initial === undefined ? null : <Room key={initial.text} initial={initial} />;
}

function Room({ initial }: { readonly initial: LinkedStudy }) {
  const { t } = useTranslation('screen');
  const state = useSyncExternalStore(session.subscribe, () => session.state);
  const { record, phase, problem } = state;
  const screen = useScreen(initial, phase === 'running' || phase === 'paused');
  const facts = useDrugFacts();
  const [chosen, setChosen] = useState<string>();
  const narrow = useMediaQuery('(max-width: 48em)');
  const [over, setOver] = useState(false);
  useLatest();
  const drug = record?.ranked.find((each) => each.drug === chosen);
  function drop(event: DragEvent) {
    event.preventDefault();
    setOver(false);
    const [file] = event.dataTransfer.files;
    if (file) session.takeIn(file);
  }
  return (
    <Box
      px={{ base: 'md', sm: 'xl' }}
      py="lg"
      maw={1320}
      w="100%"
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <Stack gap="lg">
        <Box>
          <Title order={1} size="h2" lang={record ? 'en' : undefined}>
            {record?.screen ?? t('heading')}
          </Title>
          <Text className="quiet" maw={820} lh={1.55} mt={6}>
            {t('lead')}
          </Text>
          {record && <Leaders record={record} />}
        </Box>
        <ScreenBar screen={screen} state={state} />
        <ScreenForm screen={screen} />
        {screen.problem && <ProblemNote problem={screen.problem} />}
        {problem && <ProblemNote problem={problem} />}
        {record && facts ? (
          <>
            <Ranking record={record} facts={facts} chosen={chosen} onChoose={setChosen} />
            <ListedDrugs record={record} />
          </>
        ) : (
          <Stack className="panel drop" data-over={over} p="xl" align="center" gap="xs">
            <Text fw={600}>{t('empty.title')}</Text>
            <Text size="sm" className="quiet" ta="center" maw={560} lh={1.55}>
              {t('empty.what')}
            </Text>
          </Stack>
        )}
      </Stack>
      <Drawer
        opened={drug !== undefined}
        onClose={() => setChosen(undefined)}
        position="right"
        size={narrow ? '100%' : 600}
        title={
          <Text fw={650} size="xl">
            {drug?.name}
          </Text>
        }
        closeButtonProps={{ 'aria-label': t('details.close') }}
      >
        {drug && record && <DrugDetails drug={drug} record={record} facts={facts?.[drug.drug]} />}
      </Drawer>
    </Box>
  );
}

function useDrugFacts(): Readonly<Record<string, DrugFacts>> | undefined {
  const [facts, setFacts] = useState<Readonly<Record<string, DrugFacts>>>();
  useEffect(() => {
    laboratory().drugFacts().then(setFacts);
  }, []);
  return facts;
}

/** Who comes back finds the last result, or what was left unfinished. */
function useLatest(): void {
  useEffect(() => {
    laboratory()
      .screens()
      .then((kept) => {
        const [latest] = kept;
        if (latest?.state === 'unfinished' && !latest.running) session.found(latest.id);
        const done = kept.find((entry) => entry.state === 'done');
        if (done && session.state.record === undefined) session.open(done.id);
      });
  }, []);
}
