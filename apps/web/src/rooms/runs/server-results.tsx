import { Badge, Box, Button, Group, Stack, Text, Title } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { go } from '../../app/address.js';
import { useRoomOfAssay } from '../../app/room-of-assay.js';
import { serverAddress } from '../../app/server-token.js';
import { useModelWords } from '../../i18n/model-words.js';
import { laboratory } from '../../laboratory/laboratory.js';

/** A result as the server lists it. */
interface ServerResult {
  readonly name: string;
  readonly kind: string | null;
  readonly status: string;
  readonly study: string | null;
  readonly assay: string | null;
}

/** Results in the folder of `invadolab serve`, as they come; a finished run opens here. */
export function ServerResults({ attempt }: { attempt(work: () => Promise<unknown>): Promise<void> }) {
  const { t } = useTranslation('runs');
  const words = useModelWords();
  const roomOf = useRoomOfAssay();
  const results = useServerResults();
  const [opening, setOpening] = useState<string>();
  if (results === undefined) return null;
  async function open({ name, assay }: ServerResult) {
    setOpening(name);
    await attempt(async () => {
      const run = await laboratory().takeFromServer(serverAddress(), name);
      go(roomOf(assay ?? ''), { run });
    });
    setOpening(undefined);
  }
  return (
    <Box component="section">
      <Title order={2} size="h4">
        {t('server.heading')}
      </Title>
      <Text size="sm" className="quiet" mb="sm">
        {results.length === 0 ? t('server.none') : t('server.lead')}
      </Text>
      <Stack gap="sm">
        {results.map((result) => (
          <Group key={result.name} className="panel" p="md" justify="space-between" wrap="nowrap" gap="md">
            <Stack gap={4} miw={0}>
              <Text fw={600} lh={1.35} lineClamp={2}>
                {result.study ?? result.name}
              </Text>
              <Group gap="xs">
                <Badge variant="light" color={result.status === 'done' ? 'water' : 'orange'} tt="none">
                  {t(`server.states.${result.status}`)}
                </Badge>
                {result.assay && (
                  <Text size="sm" className="quiet">
                    {words.assay(result.assay, result.assay)}
                  </Text>
                )}
                <Text size="sm" className="quiet" ff="monospace">
                  {result.name}
                </Text>
              </Group>
            </Stack>
            {result.status === 'done' && result.kind === 'run' && (
              <Button variant="light" loading={opening === result.name} onClick={() => open(result)}>
                {t('open')}
              </Button>
            )}
          </Group>
        ))}
      </Stack>
    </Box>
  );
}

/** The list as the server tells it, at once and whenever it changes; undefined until it has told it. */
function useServerResults(): readonly ServerResult[] | undefined {
  const [results, setResults] = useState<readonly ServerResult[]>();
  useEffect(() => {
    const news = new EventSource(`${serverAddress()}api/events`);
    news.addEventListener('results', ({ data }: MessageEvent<string>) => setResults(JSON.parse(data).results));
    return () => news.close();
  }, []);
  return results;
}
