import { Accordion, Anchor, Box, List, Stack, Text } from '@mantine/core';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import type { MapNode, MapStep, MapTerm, MapWord, ModelMap } from '../../worker/model/map.js';
import { References } from './references.js';

/** What happens to a molecule, and what it has a part in: in words, with the rate behind each. */
export function Steps(props: { readonly map: ModelMap; readonly node: MapNode; onWalk(id: string): void }) {
  const { map, node, onWalk } = props;
  const { t } = useTranslation('model');
  const own = map.steps.filter(({ nodes }) => nodes.includes(node.id));
  const changes = (step: MapStep) => [...step.uses, ...step.makes].some((term) => term.node === node.id);
  const groups = [
    ['steps.changed', own.filter(changes)],
    ['steps.moved', own.filter((step) => !changes(step))],
  ] as const;
  return (
    <Stack gap="lg">
      {groups.map(
        ([title, steps]) =>
          steps.length > 0 && (
            <Box key={title}>
              <Text size="sm" fw={600} mb={4}>
                {t(title, { count: steps.length })}
              </Text>
              <Accordion variant="default" chevronPosition="left" defaultValue={null}>
                {steps.map((step) => (
                  <Accordion.Item key={step.id} value={step.id}>
                    <Accordion.Control>
                      <Text size="sm">{wordsOf(step, t)}</Text>
                      <Text size="xs" className="quiet">
                        {t(`places.${step.place}`)}
                      </Text>
                    </Accordion.Control>
                    <Accordion.Panel>
                      <Rate map={map} step={step} onWalk={onWalk} />
                    </Accordion.Panel>
                  </Accordion.Item>
                ))}
              </Accordion>
            </Box>
          ),
      )}
    </Stack>
  );
}

type Translate = ReturnType<typeof useTranslation<'model'>>['t'];

/** A step as a sentence: what becomes what. */
function wordsOf({ kind, uses, makes }: MapStep, t: Translate): string {
  if (kind !== 'reaction') return t(`steps.${kind}`);
  const side = (terms: readonly MapTerm[]) =>
    terms.map(({ count, name }) => (count === 1 ? name : `${count} ${name}`)).join(' + ');
  if (uses.length === 0) return t('steps.appears', { what: side(makes) });
  if (makes.length === 0) return t('steps.vanishes', { what: side(uses) });
  return `${side(uses)} → ${side(makes)}`;
}

function Rate(props: { readonly map: ModelMap; readonly step: MapStep; onWalk(id: string): void }) {
  const { map, step, onWalk } = props;
  const { t } = useTranslation('model');
  const numbers = step.numbers.flatMap((id) => map.numbers[id] ?? []);
  return (
    <Stack gap="sm">
      <Box>
        <Text size="xs" fw={600} className="quiet">
          {t('steps.rate')}
        </Text>
        <FormulaText words={step.formula} onWalk={onWalk} />
      </Box>
      {step.where.map(({ name, formula }) => (
        <Box key={name}>
          <Text size="xs" fw={600} className="quiet" lang="en">
            {t('steps.where', { name })}
          </Text>
          <FormulaText words={formula} onWalk={onWalk} />
        </Box>
      ))}
      {numbers.length > 0 && (
        <List size="sm" spacing={2}>
          {numbers.map(({ id, name, value, kind }) => (
            <List.Item key={id}>
              <span lang="en">{name}</span>: <b>{value}</b>{' '}
              <Text span size="xs" className="quiet">
                {t(`sources.${kind}`)}
              </Text>
            </List.Item>
          ))}
        </List>
      )}
      <References map={map} ids={step.references} />
    </Stack>
  );
}

/** A formula in names; those on the map lead there. */
function FormulaText({ words, onWalk }: { readonly words: readonly MapWord[]; onWalk(id: string): void }) {
  return (
    <Text size="sm" lh={1.7} lang="en" style={{ overflowWrap: 'anywhere' }}>
      {words.map(({ text, kind, node }, i) => {
        const key = `${i} ${text}`;
        if (kind === 'sign') return <Fragment key={key}>{text}</Fragment>;
        if (node === undefined) return <i key={key}>{text}</i>;
        return (
          <Anchor key={key} component="button" type="button" size="sm" underline="always" onClick={() => onWalk(node)}>
            {text}
          </Anchor>
        );
      })}
    </Text>
  );
}
