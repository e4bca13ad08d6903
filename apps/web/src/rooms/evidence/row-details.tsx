import { Anchor, Badge, Box, Group, Stack, Table, Text } from '@mantine/core';
import { IconExternalLink } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { BoardRow } from '../../worker/score-board.js';
import { RatioStrip } from './ratio-strip.js';
import { RowActions } from './row-actions.js';
import { StandingIcon } from './standing.js';
import { expectedWords, measureWords, predictedWords, timeWords } from './words.js';

/** Everything about one row: what was published, what the model says, why it misses, and the source. */
export function RowDetails({ row }: { readonly row: BoardRow }) {
  const { t } = useTranslation('evidence');
  const { standing, role, system, family, published, condition, note, mend, reason, parts, assay, cell, citation } =
    row;
  return (
    <Stack gap="lg" pb="xl">
      <Group gap="xs">
        <Badge variant="light" color="gray" size="lg" leftSection={<StandingIcon standing={standing} size={14} />}>
          {t(`standing.${standing}`)}
        </Badge>
        <Badge variant="outline" color="gray" size="lg">
          {t(`roles.${role}.short`)}
        </Badge>
        <Badge variant="outline" color="gray" size="lg">
          {t(`systems.${system}`)}
        </Badge>
      </Group>
      <Text size="sm" className="quiet" lh={1.5}>
        {t(`standingWhat.${standing}`)} {standing !== 'listed' && standing !== 'input' && t(`roles.${role}.what`)}
      </Text>
      {reason && (
        <Fact title={t('details.reason')}>
          <span lang="en">{reason}</span>
        </Fact>
      )}
      {parts.length > 0 && <Parts row={row} />}
      <Box>
        <Table variant="vertical" withRowBorders={false} verticalSpacing={4} horizontalSpacing={0} layout="fixed">
          <Table.Tbody>
            <Line name={t('details.done')} value={family} />
            <Line name={t('details.published')} value={published} />
            {condition.map(([name, value]) => (
              <Line key={name} name={t(`conditions.${name}`, { defaultValue: name })} value={value} />
            ))}
            <Line name={t('details.assay')} value={assay && t(`assays.${assay}`)} translated />
            <Line name={t('details.cell')} value={cell} />
          </Table.Tbody>
        </Table>
      </Box>
      {note && (
        <Fact title={t('details.note')}>
          <span lang="en">{note}</span>
        </Fact>
      )}
      {standing === 'miss' && mend && (
        <Fact title={t('details.mend')}>
          <span lang="en">{mend}</span>
        </Fact>
      )}
      {citation && (
        <Fact title={t('details.source')}>
          <Source citation={citation} />
        </Fact>
      )}
      {assay && <RowActions row={row} />}
      <Text size="xs" className="quiet">
        {t('details.id', { id: row.id })}
      </Text>
    </Stack>
  );
}

function Parts({ row }: { readonly row: BoardRow }) {
  const { t } = useTranslation('evidence');
  return (
    <Stack gap="md">
      {row.parts.map((part) => (
        <Box key={`${part.arm} ${part.measure} ${part.time}`}>
          <Text size="sm" fw={600} lh={1.4}>
            {measureWords(t, part)}, {timeWords(part.time)}
          </Text>
          <Text size="xs" className="quiet" lh={1.4} mb={6}>
            {part.arm === part.control ? (
              <span lang="en">{part.arm}</span>
            ) : (
              <>
                <span lang="en">{part.arm}</span> {t('details.against')} <span lang="en">{part.control}</span>
              </>
            )}
          </Text>
          {part.scored && <RatioStrip part={part} axis />}
          <Group gap="lg" mt={4} align="baseline">
            <Text size="sm">{t('row.seen', { expected: expectedWords(t, part.expected) })}</Text>
            <Text size="sm">
              {part.scored ? t('row.said', { predicted: predictedWords(t, part) }) : t('predicted.unscored')}
            </Text>
          </Group>
          {part.scored && (
            <Text size="xs" className="quiet" lang="en" lh={1.4}>
              {part.scored.why}
            </Text>
          )}
        </Box>
      ))}
      {row.parts.some(({ scored }) => scored) && (
        <Text size="xs" className="quiet" lh={1.5}>
          {t('strip.legend')}
        </Text>
      )}
    </Stack>
  );
}

function Line(props: { readonly name: string; readonly value: string | undefined; readonly translated?: boolean }) {
  const { name, value, translated = false } = props;
  if (value === undefined) return null;
  return (
    <Table.Tr>
      <Table.Th w="38%" style={{ background: 'transparent', fontWeight: 400, verticalAlign: 'top' }} className="quiet">
        {name}
      </Table.Th>
      <Table.Td lang={translated ? undefined : 'en'}>{value}</Table.Td>
    </Table.Tr>
  );
}

function Fact({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <Box>
      <Text size="sm" fw={600} mb={2}>
        {title}
      </Text>
      <Text size="sm" lh={1.55} component="div">
        {children}
      </Text>
    </Box>
  );
}

function Source({ citation }: { readonly citation: NonNullable<BoardRow['citation']> }) {
  const { t } = useTranslation('evidence');
  const { authors, year, title, journal, confirmed } = citation;
  const link = linkTo(citation);
  return (
    <>
      <span lang="en">{[authors.replace(/\.$/, ''), year, title, journal].filter(Boolean).join('. ')}</span>
      {link && (
        <>
          {' '}
          <Anchor href={link.href} target="_blank" rel="noreferrer" size="sm">
            {link.words} <IconExternalLink size={13} aria-hidden style={{ verticalAlign: '-2px' }} />
            <span className="hidden-words">{t('details.opens')}</span>
          </Anchor>
        </>
      )}
      {confirmed === false && (
        <Text size="xs" className="quiet">
          {t('details.unconfirmed')}
        </Text>
      )}
    </>
  );
}

function linkTo({ doi, pmid, url }: NonNullable<BoardRow['citation']>) {
  if (doi) return { href: `https://doi.org/${doi}`, words: `doi:${doi}` };
  if (pmid) return { href: `https://pubmed.ncbi.nlm.nih.gov/${pmid}/`, words: `PMID ${pmid}` };
  const [address] = url?.split(' ') ?? [];
  return address && URL.canParse(address) ? { href: address, words: new URL(address).hostname } : undefined;
}
