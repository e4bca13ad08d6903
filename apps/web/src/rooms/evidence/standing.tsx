import { Box } from '@mantine/core';
import { IconAdjustments, IconBan, IconCheck, IconCircleMinus, IconClock, IconX } from '@tabler/icons-react';
import type { Standing } from '../../worker/score-board.js';

const looks = {
  pass: { icon: IconCheck, colour: 'var(--lab-down)' },
  miss: { icon: IconX, colour: 'var(--lab-up)' },
  apart: { icon: IconCircleMinus, colour: 'var(--lab-quiet)' },
  unscored: { icon: IconClock, colour: 'var(--lab-quiet)' },
  input: { icon: IconAdjustments, colour: 'var(--lab-quiet)' },
  listed: { icon: IconBan, colour: 'var(--lab-quiet)' },
} as const;

/** All standings, in the order in which they are offered. */
export const standings = Object.keys(looks) as readonly Standing[];

/** A standing as a sign; its word stands beside it. */
export function StandingIcon({ standing, size = 18 }: { readonly standing: Standing; readonly size?: number }) {
  const { icon: Icon, colour } = looks[standing];
  return (
    <Box component="span" c={colour} style={{ display: 'inline-flex' }} aria-hidden>
      <Icon size={size} stroke={2.2} />
    </Box>
  );
}
