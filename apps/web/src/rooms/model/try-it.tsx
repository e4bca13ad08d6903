import { Anchor, Box, Group, Loader, Slider, Stack, Text, Title } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { numberText, ratioText, unitText } from '../../figures/numbers.js';
import { laboratory } from '../../laboratory/laboratory.js';
import { linkTo } from '../../study/link.js';
import { ProblemNote } from '../../study/problem-note.js';
import type { RunAnswer } from '../../worker/answer.js';
import type { MapNode } from '../../worker/model/map.js';
import type { CellAndMatrix } from '../../worker/model/trial.js';
import { trialText } from '../../worker/model/trial.js';
import { type Problem, problemOf } from '../../worker/problem.js';

/** Amounts that can be tried, times that of the cell. */
const factors = [0, 0.25, 0.5, 0.75, 1, 1.5, 2, 3, 4] as const;
const untouched = factors.indexOf(1);

/** A slider over a molecule's amount, and what the reduced form makes of it. */
export function TryIt({ subject, node }: { readonly subject: CellAndMatrix; readonly node: MapNode }) {
  const { t } = useTranslation('model');
  const [at, setAt] = useState<number>(untouched);
  const [settled] = useDebouncedValue(at, 250);
  const [answer, setAnswer] = useState<RunAnswer>();
  const [problem, setProblem] = useState<Problem>();
  const [busy, setBusy] = useState(false);
  const { cell, matrix } = subject;
  const { id: molecule } = node;
  const factor = factors[settled];
  useEffect(() => {
    setAnswer(undefined);
    setProblem(undefined);
    setBusy(factor !== 1);
    if (factor === 1) return;
    let current = true;
    laboratory()
      .tryMolecule({ cell, matrix, molecule, factor })
      .then((found) => current && setAnswer(found))
      .catch((error) => {
        const found = problemOf(error);
        if (current && !found.aborted) setProblem(found);
      })
      .finally(() => current && setBusy(false));
    return () => {
      current = false;
    };
  }, [cell, matrix, molecule, factor]);
  const text = trialText({ cell, matrix, molecule, factor });
  return (
    <Stack gap="sm">
      <Group justify="space-between">
        <Title order={3} size="h5">
          {t('try.title')}
        </Title>
        <Text size="sm" fw={600}>
          {amountText(factors[at])}
        </Text>
      </Group>
      <Box px={8} pb={22}>
        <Slider
          min={0}
          max={factors.length - 1}
          value={at}
          onChange={setAt}
          label={null}
          thumbLabel={t('try.label', { name: node.label })}
          thumbProps={{ 'aria-valuetext': amountText(factors[at]) }}
          marks={[
            { value: 0, label: t('try.none') },
            { value: untouched, label: '×1' },
            { value: factors.length - 1, label: '×4' },
          ]}
        />
      </Box>
      <Box aria-live="polite" mih={92}>
        {busy && (
          <Group gap="xs">
            <Loader size="xs" />
            <Text size="sm" className="quiet">
              {t('try.busy', { amount: amountText(factors[settled]) })}
            </Text>
          </Group>
        )}
        {!busy && answer === undefined && problem === undefined && (
          <Text size="sm" className="quiet" lh={1.45}>
            {t('try.hint', { name: node.label })}
          </Text>
        )}
        {answer && <Outcome answer={answer} />}
      </Box>
      {problem && <ProblemNote problem={problem} />}
      {answer && (
        <Text size="xs" className="quiet" lh={1.45}>
          {t('try.small')}{' '}
          <Anchor href={linkTo('assay', { text, quick: false })} size="xs" underline="always">
            {t('try.open')}
          </Anchor>
        </Text>
      )}
    </Stack>
  );
}

function amountText(factor: number): string {
  return `×${factor}`;
}

/** Control and trial side by side: a bar each on one scale, and the ratio. */
function Outcome({ answer }: { readonly answer: RunAnswer }) {
  const { t } = useTranslation('model');
  const mean = (values: readonly number[]) => values.reduce((sum, each) => sum + each, 0) / values.length;
  return (
    <Stack gap={10} data-tables={JSON.stringify(answer.tables)}>
      {answer.measures.map(({ measure, title, unit, arms }) => {
        const tried = arms.find(({ arm }) => arm === 'tried');
        const value = (arm: string) =>
          mean(answer.values.find((each) => each.measure === measure && each.arm === arm)?.experiments ?? [Number.NaN]);
        const [before, after] = [value(answer.control), value('tried')];
        const most = Math.max(before, after, Number.MIN_VALUE);
        const known = t(`measures.${measure.replace(/\W/g, '_')}`, { defaultValue: title });
        return (
          <Box key={measure} data-measure={measure}>
            <Group justify="space-between" wrap="nowrap" gap="xs">
              <Text size="sm">{known}</Text>
              <Text size="sm" fw={700} style={{ whiteSpace: 'nowrap' }}>
                {tried && Number.isFinite(tried.ratio) ? `×${ratioText(tried.ratio)}` : t('try.noRatio')}
              </Text>
            </Group>
            <Bar share={before / most} text={`${numberText(before)} ${unitText(unit)}`} label={t('try.before')} />
            <Bar share={after / most} text={`${numberText(after)} ${unitText(unit)}`} label={t('try.after')} strong />
          </Box>
        );
      })}
    </Stack>
  );
}

function Bar(props: {
  readonly share: number;
  readonly text: string;
  readonly label: string;
  readonly strong?: boolean;
}) {
  const { share, text, label, strong } = props;
  return (
    <Box style={{ display: 'grid', gridTemplateColumns: '64px 1fr 84px', alignItems: 'center', gap: 8 }}>
      <Text size="xs" className="quiet">
        {label}
      </Text>
      <Box
        aria-hidden
        style={{
          height: 8,
          borderRadius: 4,
          width: `${Math.max(0.5, 100 * share)}%`,
          background: strong ? 'var(--mantine-primary-color-filled)' : 'var(--lab-quiet)',
          opacity: strong ? 1 : 0.45,
        }}
      />
      <Text size="xs" ta="right">
        {text}
      </Text>
    </Box>
  );
}
