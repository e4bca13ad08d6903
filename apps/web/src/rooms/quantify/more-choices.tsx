import { Accordion, Button, FileButton, Group, NumberInput, Stack, Switch, Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { BroughtFile } from '../../worker/calls/quantify.js';
import { type BenchSession, type BenchState, broughtFile } from './bench-session.js';

/** What is rarely needed: camera, movie, crop, pictures of light and of bare film; and the thresholds, which are fixed. */
export function MoreChoices({ session, bench }: { readonly session: BenchSession; readonly bench: BenchState }) {
  const { t } = useTranslation('quantify');
  const { choices, images, batch } = bench;
  const [first] = images.filter(({ problem }) => problem === undefined);
  return (
    <Accordion variant="default" multiple defaultValue={[]} chevronPosition="left" mx={-8}>
      <Accordion.Item value="more" style={{ borderBottom: 0 }}>
        <Accordion.Control>{t('more.label')}</Accordion.Control>
        <Accordion.Panel>
          <Stack gap="md">
            <NumberInput
              label={t('more.dark')}
              description={t('more.darkWhy')}
              min={0}
              value={choices.dark ?? ''}
              placeholder={String(first?.dark ?? 0)}
              onChange={(value) => session.choose({ dark: numberOf(value) })}
            />
            {first !== undefined && first.frames > 1 && (
              <NumberInput
                label={t('more.interval')}
                min={0}
                value={choices.interval ?? ''}
                placeholder={first.interval === undefined ? '' : String(first.interval)}
                suffix=" s"
                onChange={(value) => session.choose({ interval: numberOf(value) || undefined })}
              />
            )}
            <Switch
              checked={choices.inside ?? false}
              onChange={({ currentTarget }) => session.choose({ inside: currentTarget.checked })}
              label={t('more.inside')}
              description={t('more.insideWhy')}
            />
            <FileChoice
              label={t('more.flat')}
              why={t('more.flatWhy')}
              file={choices.flat}
              onFile={(flat) => session.choose({ flat })}
            />
            <FileChoice
              label={t('more.blank')}
              why={t('more.blankWhy')}
              file={choices.blank}
              onFile={(blank) => session.choose({ blank })}
            />
          </Stack>
        </Accordion.Panel>
      </Accordion.Item>
      {batch && (
        <Accordion.Item value="thresholds" style={{ borderBottom: 0 }}>
          <Accordion.Control>{t('thresholds.label')}</Accordion.Control>
          <Accordion.Panel>
            <Text size="sm" className="quiet" mb="xs" lh={1.45}>
              {t('thresholds.why')}
            </Text>
            <Table fz="xs" verticalSpacing={4} horizontalSpacing={4}>
              <Table.Tbody>
                {batch.thresholds.map(({ id, title, unit, value }) => (
                  <Table.Tr key={id}>
                    <Table.Td>{t(`thresholds.${id}`, { defaultValue: title })}</Table.Td>
                    <Table.Td ta="right" style={{ whiteSpace: 'nowrap' }}>
                      {value} {t(`units.${unit}`, { defaultValue: unit })}
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Accordion.Panel>
        </Accordion.Item>
      )}
    </Accordion>
  );
}

/** Undefined for an empty field. */
export function numberOf(value: number | string): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

function FileChoice(props: {
  readonly label: string;
  readonly why: string;
  readonly file: BroughtFile | undefined;
  onFile(file: BroughtFile | undefined): void;
}) {
  const { label, why, file, onFile } = props;
  const { t } = useTranslation('quantify');
  return (
    <Stack gap={4}>
      <Text size="sm" fw={500}>
        {label}
      </Text>
      <Text size="xs" className="quiet" lh={1.45}>
        {why}
      </Text>
      <Group gap="xs">
        <FileButton
          onChange={async (chosen) => chosen && onFile(await broughtFile(chosen))}
          accept=".tif,.tiff,.png,image/tiff,image/png"
        >
          {(props) => (
            <Button {...props} size="xs" variant="default" aria-label={`${t('more.choose')}: ${label}`}>
              {file?.name ?? t('more.choose')}
            </Button>
          )}
        </FileButton>
        {file && (
          <Button size="xs" variant="subtle" color="gray" onClick={() => onFile(undefined)}>
            {t('more.without')}
          </Button>
        )}
      </Group>
    </Stack>
  );
}
