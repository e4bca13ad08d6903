import { Anchor, Box, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { hashOf } from '../../app/address.js';
import { cards } from './cards.js';

/** The first page: real questions, each a study that is ready to run. */
export function Home() {
  const { t } = useTranslation('home');
  return (
    <Box px={{ base: 'md', sm: 'xl' }} py="xl" maw={1180}>
      <Stack gap="xs" mb="xl">
        <Title order={1}>{t('heading')}</Title>
        <Text className="quiet" maw={680} size="lg" lh={1.5}>
          {t('lead')}
        </Text>
      </Stack>
      <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }} spacing="md">
        {cards.map(({ id, room }) => (
          <Anchor key={id} href={hashOf(room, { card: id })} underline="never" c="inherit" className="panel card">
            <Title order={2} size="h4" lh={1.3}>
              {t(`cards.${id}.question`)}
            </Title>
            <Text size="sm" className="quiet" mt="xs" lh={1.5}>
              {t(`cards.${id}.how`)}
            </Text>
          </Anchor>
        ))}
      </SimpleGrid>
    </Box>
  );
}
