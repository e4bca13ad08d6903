import { Stack, Text, ThemeIcon } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconEqual, IconQuestionMark } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useModelWords } from '../i18n/model-words.js';
import type { AnsweredArm, AnsweredMeasure, RunAnswer } from '../worker/answer.js';
import { chineseParts } from './chinese-sentence.js';
import { toneOf } from './tones.js';

/** What the run says of each arm in one measure: the headline large, the others below it. */
export function Sentences({ answer, found }: { readonly answer: RunAnswer; readonly found: AnsweredMeasure }) {
  const arms = found.arms.filter(({ arm }) => found.spoken.includes(arm));
  return (
    <Stack gap="sm">
      {arms.map((arm, i) => (
        <Sentence key={arm.arm} answer={answer} found={found} arm={arm} first={i === 0} />
      ))}
    </Stack>
  );
}

function Sentence(props: {
  readonly answer: RunAnswer;
  readonly found: AnsweredMeasure;
  readonly arm: AnsweredArm;
  readonly first: boolean;
}) {
  const { answer, found, arm, first } = props;
  const { i18n, t } = useTranslation('sentences');
  const words = useModelWords();
  const english = i18n.language === 'en';
  const [before, verdict, after] = english ? arm.parts : chineseParts({ answer, found, arm, words, t });
  const tone = toneOf(arm.verdict, answer.single);
  const Icon = icons[tone];
  return (
    <div className={first ? 'sentence first' : 'sentence'}>
      <ThemeIcon variant="light" size={first ? 32 : 24} radius="xl" className={`tone-${tone}`} aria-hidden>
        <Icon size={first ? 18 : 14} stroke={2.2} />
      </ThemeIcon>
      <Text lang={english ? 'en' : undefined} size={first ? 'xl' : 'md'} lh={1.5} maw="68ch" component="p">
        {before}
        <strong className={`tone-${tone}`}>{verdict}</strong>
        {after}
      </Text>
    </div>
  );
}

const icons = { down: IconArrowDown, up: IconArrowUp, same: IconEqual, open: IconQuestionMark } as const;
