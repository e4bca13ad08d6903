import { Box, SimpleGrid, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Bodies, Individual } from '../../worker/individuals.js';
import { month } from './figures.js';
import type { ShownArm } from './free-curves.js';

/** Events of one arm that are told; the rest are counted. */
const told = 6;

/** What happens to one body, arm beside arm: it is the same body, so what differs is the arm. */
export function OneLife(props: {
  readonly number: number;
  readonly bodies: Bodies;
  readonly arms: readonly ShownArm[];
  /** s */
  readonly end: number;
}) {
  const { number, bodies, arms, end } = props;
  const { t } = useTranslation('metastasis');
  return (
    <Box aria-live="polite">
      <Text fw={600} component="h2">
        {t('life.title', { number: number + 1 })}
      </Text>
      <Text size="sm" className="quiet" mb="sm" lh={1.5}>
        {t('life.same')}
      </Text>
      <SimpleGrid cols={{ base: 1, lg: Math.min(3, arms.length) }} spacing="lg">
        {arms.map((arm) => {
          const body = bodies[arm.id]?.find((each) => each.number === number);
          return body && <Story key={arm.id} arm={arm} body={body} end={end} />;
        })}
      </SimpleGrid>
    </Box>
  );
}

function Story({ arm, body, end }: { readonly arm: ShownArm; readonly body: Individual; readonly end: number }) {
  const { t } = useTranslation('metastasis');
  const { first, removed, founded } = body;
  const events = [
    ...(removed === undefined ? [] : [{ time: removed, text: t('life.removed') }]),
    ...founded
      .slice(0, told)
      .map(({ organ, time }) => ({ time, text: t('life.founded', { organ: t(`organs.${organ}`) }) })),
    ...(first === undefined ? [] : [{ time: first, text: t('life.found') }]),
  ].sort((a, b) => a.time - b.time);
  const more = founded.length - told;
  return (
    <Box style={{ borderTop: `3px solid ${arm.colour}` }} pt="xs">
      <Text size="sm" fw={600} mb={4}>
        {arm.title}
      </Text>
      <ul className="events">
        {events.map(({ time, text }) => (
          <li key={`${time} ${text}`}>
            <span className="quiet">{t('life.month', { value: (time / month).toFixed(1) })}</span>
            <span>{text}</span>
          </li>
        ))}
        {more > 0 && (
          <li>
            <span />
            <span className="quiet">{t('life.more', { count: more })}</span>
          </li>
        )}
        {first === undefined && (
          <li>
            <span className="quiet">{t('life.month', { value: (end / month).toFixed(1) })}</span>
            <span>{t('life.free')}</span>
          </li>
        )}
      </ul>
    </Box>
  );
}
