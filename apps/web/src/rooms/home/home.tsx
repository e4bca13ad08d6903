import { Anchor, Box, Button, Group, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { hashOf } from '../../app/address.js';
import { rooms } from '../../app/rooms.js';
import { askers, type Card, cards } from './cards.js';
import { Glyph } from './glyph.js';
import { InvadopodiumScene } from './invadopodium-scene.js';
import { useWarmLaboratory } from './warm.js';
import './home.css';

/** The first page: real questions, each a study that is ready to run. */
export function Home() {
  const { t } = useTranslation('home');
  useWarmLaboratory();
  const open = cards.filter(({ room }) => rooms.some(({ id }) => id === room));
  return (
    <Box px={{ base: 'md', sm: 'xl' }} py="lg" maw={1320}>
      <Box className="hero" mb={36}>
        <Box className="hero-words">
          <Title order={1} className="hero-title">
            {t('heading')}
          </Title>
          <Text size="lg" lh={1.55} mt="sm" maw="34ch">
            {t('lead')}
          </Text>
          <Group mt="lg" gap="sm">
            <Button component="a" size="md" href={addressOf(open[0])} rightSection={<IconArrowRight size={18} />}>
              {t('start')}
            </Button>
          </Group>
        </Box>
        <InvadopodiumScene />
      </Box>
      <Stack gap={36}>
        {askers.map((asker) => {
          const own = open.filter((card) => card.asker === asker);
          return own.length === 0 ? null : <Questions key={asker} asker={asker} own={own} />;
        })}
      </Stack>
    </Box>
  );
}

function Questions({ asker, own }: { readonly asker: string; readonly own: readonly Card[] }) {
  const { t } = useTranslation('home');
  return (
    <Box component="section" aria-labelledby={`asker-${asker}`}>
      <Group gap="sm" align="baseline" mb="sm">
        <Title order={2} size="h4" id={`asker-${asker}`}>
          {t(`askers.${asker}.title`)}
        </Title>
        <Text size="sm" className="quiet">
          {t(`askers.${asker}.about`)}
        </Text>
      </Group>
      <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }} spacing="md">
        {own.map((card) => (
          <Anchor key={card.id} href={addressOf(card)} underline="never" c="inherit" className="panel card question">
            <Glyph name={card.id} />
            <div>
              <Title order={3} size="h5" lh={1.35}>
                {t(`cards.${card.id}.question`)}
              </Title>
              <Text size="sm" className="quiet" mt={6} lh={1.5}>
                {t(`cards.${card.id}.how`)}
              </Text>
            </div>
          </Anchor>
        ))}
      </SimpleGrid>
    </Box>
  );
}

function addressOf({ id, room, study }: Card): string {
  return hashOf(room, study === undefined ? {} : { card: id });
}
