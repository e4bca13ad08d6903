import { Box, Button, Stack, Text, Title, UnstyledButton } from '@mantine/core';
import { IconArrowDown, IconArrowsLeftRight, IconArrowsVertical, IconArrowUp } from '@tabler/icons-react';
import { type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MapLink, MapNode, ModelMap } from '../../worker/model/map.js';
import { type Neighbour, neighboursOf } from './use-map.js';
import './model.css';

const rowHeight = 40;
const atFirst = 9;

const icons: Readonly<Record<MapLink['kind'], typeof IconArrowUp>> = {
  speeds: IconArrowUp,
  slows: IconArrowDown,
  either: IconArrowsVertical,
  joins: IconArrowsLeftRight,
};

/** The chosen molecule among its neighbours. Arrow keys walk between them, Enter goes there. */
export function Walk(props: { readonly map: ModelMap; readonly node: MapNode; onWalk(id: string): void }) {
  const { map, node, onWalk } = props;
  const { t } = useTranslation('model');
  const around = neighboursOf(map, node.id);
  const [all, setAll] = useState(false);
  const few = (list: readonly Neighbour[]) => (all ? list : list.slice(0, atFirst));
  const [before, after] = [few(around.before), few(around.after)];
  const hidden = around.before.length - before.length + around.after.length - after.length;
  return (
    <Stack gap="md">
      <Box className="walk" onKeyDown={moveFocus}>
        <Column label={t('walk.before')} list={before} onWalk={onWalk} end />
        <Lines list={before} inward />
        <Stack className="panel" p="md" gap={4} align="center" ta="center" style={{ borderWidth: 2 }}>
          <Title order={2} size="h3" lh={1.2}>
            {node.label}
          </Title>
          {node.name !== node.label && (
            <Text size="sm" className="quiet" lh={1.35}>
              {node.name}
            </Text>
          )}
        </Stack>
        <Lines list={after} />
        <Column label={t('walk.after')} list={after} onWalk={onWalk} />
      </Box>
      {around.with.length > 0 && (
        <Box component="section" aria-label={t('walk.with')}>
          <Text size="xs" fw={600} className="quiet" mb={6}>
            {t('walk.with')}
          </Text>
          <Box style={{ display: 'flex', flexWrap: 'wrap', gap: 6 }}>
            {around.with.map((each) => (
              <Neighbouring key={each.node.id} neighbour={each} onWalk={onWalk} />
            ))}
          </Box>
        </Box>
      )}
      {(hidden > 0 || all) && (
        <Button variant="subtle" size="compact-sm" onClick={() => setAll(!all)} style={{ alignSelf: 'flex-start' }}>
          {all ? t('walk.fewer') : t('walk.more', { count: hidden })}
        </Button>
      )}
      <Text size="xs" className="quiet" lh={1.45}>
        {t('walk.legend')}
      </Text>
    </Stack>
  );
}

function Column(props: {
  readonly label: string;
  readonly list: readonly Neighbour[];
  readonly end?: boolean;
  onWalk(id: string): void;
}) {
  const { label, list, end, onWalk } = props;
  const { t } = useTranslation('model');
  return (
    <section className="walk-column" aria-label={label} data-side={end ? 'before' : 'after'}>
      <Text size="xs" fw={600} className="quiet" h={rowHeight - 22}>
        {label}
      </Text>
      {list.map((each) => (
        <Neighbouring key={each.node.id} neighbour={each} onWalk={onWalk} />
      ))}
      {list.length === 0 && (
        <Text size="sm" className="quiet">
          {t('walk.nothing')}
        </Text>
      )}
    </section>
  );
}

function Neighbouring({ neighbour, onWalk }: { readonly neighbour: Neighbour; onWalk(id: string): void }) {
  const { t } = useTranslation('model');
  const { node, kind } = neighbour;
  const Icon = icons[kind];
  return (
    <UnstyledButton
      className="walk-node"
      data-kind={kind}
      title={node.name}
      aria-label={`${node.label}: ${t(`kinds.${kind}`)}`}
      onClick={() => onWalk(node.id)}
    >
      <Icon size={15} stroke={2} aria-hidden style={{ flex: 'none' }} />
      {node.label}
    </UnstyledButton>
  );
}

const colours = {
  speeds: 'var(--lab-down)',
  slows: 'var(--lab-up)',
  either: 'var(--lab-quiet)',
  joins: 'var(--lab-quiet)',
};

/** Lines between a column and the middle: an arrow head speeds up, a bar slows down, a dot does either. */
function Lines({ list, inward }: { readonly list: readonly Neighbour[]; readonly inward?: boolean }) {
  const height = Math.max(1, list.length) * rowHeight + 24;
  const middle = height / 2;
  return (
    <svg className="walk-lines" height={height} viewBox={`0 0 90 ${height}`} preserveAspectRatio="none" aria-hidden>
      {list.map(({ node, kind }, i) => {
        const own = 24 + (i + 0.5) * rowHeight;
        const [from, to] = inward ? [own, middle + (own - middle) * 0.12] : [middle + (own - middle) * 0.12, own];
        return (
          <g key={node.id} stroke={colours[kind]} fill="none" strokeWidth={1.5} opacity={0.85}>
            <path
              d={`M4 ${from}C45 ${from} 45 ${to} 78 ${to}`}
              strokeDasharray={kind === 'either' ? '4 3' : undefined}
            />
            {kind === 'speeds' && <path d={`M84 ${to}l-8 -4v8z`} fill={colours[kind]} />}
            {kind === 'slows' && <path d={`M82 ${to - 5}v10`} strokeWidth={2.5} />}
            {kind === 'either' && <circle cx={81} cy={to} r={3} fill={colours[kind]} />}
          </g>
        );
      })}
    </svg>
  );
}

/** Up and down within a column, left and right between them. */
function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const columns = [...event.currentTarget.querySelectorAll('section')].map((each) => [
    ...each.querySelectorAll('button'),
  ]);
  const at = columns.findIndex((each) => each.includes(document.activeElement as HTMLButtonElement));
  if (at < 0) return;
  const row = columns[at].indexOf(document.activeElement as HTMLButtonElement);
  const next = {
    ArrowUp: columns[at][row - 1],
    ArrowDown: columns[at][row + 1],
    ArrowLeft: columns[at - 1]?.[Math.min(row, columns[at - 1].length - 1)],
    ArrowRight: columns[at + 1]?.[Math.min(row, columns[at + 1].length - 1)],
  }[event.key];
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
}
