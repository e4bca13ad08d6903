import {
  AppShell,
  Burger,
  Center,
  Group,
  Loader,
  MantineProvider,
  NavLink,
  ScrollArea,
  Stack,
  Text,
} from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Suspense, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { RunsProvider } from '../laboratory/runs.js';
import { Home } from '../rooms/home/home.js';
import { hashOf, useAddress } from './address.js';
import { Brand } from './brand.js';
import { Notice } from './notice.js';
import { Preferences } from './preferences.js';
import { PresentRooms } from './room-of-assay.js';
import { type Room, rooms } from './rooms.js';
import { theme, variables } from './theme.js';

const present = rooms.map(({ id }) => id);

/** The laboratory: a menu of rooms, the room one is in, and the notice that stands on every page. */
export function App() {
  return (
    <MantineProvider theme={theme} cssVariablesResolver={variables} defaultColorScheme="auto">
      <RunsProvider>
        <Shell />
      </RunsProvider>
    </MantineProvider>
  );
}

function Shell() {
  const { t } = useTranslation();
  const { room: id } = useAddress();
  const room = rooms.find((each) => each.id === id);
  const [opened, { toggle, close }] = useDisclosure();
  const title = room ? t(`rooms.${room.id}.title`) : t('home.title');
  useEffect(() => {
    document.title = `${title} · InvadoLab`;
  }, [title]);
  return (
    <AppShell
      header={{ height: { base: 56, sm: 0 } }}
      navbar={{ width: 216, breakpoint: 'sm', collapsed: { mobile: !opened } }}
      padding={0}
    >
      <AppShell.Header hiddenFrom="sm" px="md" withBorder>
        <Group h="100%" justify="space-between">
          <Brand />
          <Burger opened={opened} onClick={toggle} size="sm" aria-label={t('menu')} />
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p="sm">
        <AppShell.Section visibleFrom="sm" px="xs" py="sm">
          <Brand />
        </AppShell.Section>
        <AppShell.Section grow component={ScrollArea} aria-label={t('rooms.label')}>
          {rooms.map((each) => (
            <RoomLink key={each.id} room={each} active={each.id === id} onChosen={close} />
          ))}
        </AppShell.Section>
        <AppShell.Section>
          <Preferences />
        </AppShell.Section>
      </AppShell.Navbar>
      <AppShell.Main>
        <Stack mih="100dvh" gap={0} justify="space-between">
          <Suspense
            fallback={
              <Center mih="60dvh">
                <Loader aria-label={t('loading')} />
              </Center>
            }
          >
            <PresentRooms value={present}>{room ? <room.view key={room.id} /> : <Home />}</PresentRooms>
          </Suspense>
          <Notice />
        </Stack>
      </AppShell.Main>
    </AppShell>
  );
}

function RoomLink({ room, active, onChosen }: { readonly room: Room; readonly active: boolean; onChosen(): void }) {
  const { t } = useTranslation();
  return (
    <NavLink
      href={hashOf(room.id)}
      active={active}
      aria-current={active ? 'page' : undefined}
      onClick={onChosen}
      label={
        <Text size="sm" fw={active ? 600 : 500}>
          {t(`rooms.${room.id}.title`)}
        </Text>
      }
      leftSection={<room.icon size={18} stroke={1.6} />}
      styles={{ root: { borderRadius: 8, marginBottom: 2 } }}
    />
  );
}
