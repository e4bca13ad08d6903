import { Group, Slider, Text } from '@mantine/core';
import { useEffect, useId, useState } from 'react';
import { unitText } from '../../figures/numbers.js';
import type { Knob } from '../../worker/calls/tissue-choices.js';
import { rounded } from './words.js';

/** Steps of a slider from one end to the other. */
const steps = 100;
/** Ranges that span more than this factor are drawn by their logarithm. */
const wide = 20;

/** A number of a study within its range; the file is written when the slider is let go. */
export function KnobSlider(props: {
  readonly knob: Knob;
  readonly label: string;
  /** A share that is shown in percent. */
  readonly percent?: boolean;
  readonly whole?: boolean;
  /** As it stands in the file; absent where the default applies. */
  readonly written: unknown;
  onWrite(value: string | number): void;
}) {
  const { knob, label, percent = false, whole = false, written, onWrite } = props;
  const { low, high, unit } = knob;
  const id = useId();
  const logarithmic = low > 0 && high / low > wide;
  const toSlider = (value: number) =>
    steps * (logarithmic ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low));
  const toValue = (at: number) => {
    const value = logarithmic ? low * (high / low) ** (at / steps) : low + ((high - low) * at) / steps;
    return whole ? Math.round(value) : Number(value.toPrecision(2));
  };
  const value = readNumber(written, percent) ?? knob.value;
  const [at, setAt] = useState(toSlider(value));
  useEffect(() => setAt(toSlider(value)), [value, low, high]);
  const shown = Math.abs(toSlider(value) - at) < 1e-9 ? value : toValue(at);
  const text = percent
    ? `${rounded(100 * shown)} %`
    : [rounded(shown), unit === '1' ? '' : unitText(unit)].filter((part) => part !== '').join(' ');
  return (
    <div>
      <Group justify="space-between" gap="xs" wrap="nowrap">
        <Text size="sm" fw={500} id={id}>
          {label}
        </Text>
        <Text size="sm" className="quiet" style={{ whiteSpace: 'nowrap' }}>
          {text}
        </Text>
      </Group>
      <Slider
        mt={6}
        size="sm"
        min={0}
        max={steps}
        value={at}
        label={null}
        thumbLabel={label}
        thumbValueText={text}
        onChange={setAt}
        onChangeEnd={(end) => {
          const next = toValue(end);
          onWrite(percent ? `${Number((100 * next).toPrecision(3))} %` : unit === '1' ? next : `${next} ${unit}`);
        }}
      />
    </div>
  );
}

/** The number of a written quantity; shares may be written in percent. */
function readNumber(written: unknown, percent: boolean): number | undefined {
  if (typeof written === 'number') return written;
  if (typeof written !== 'string') return undefined;
  const value = Number.parseFloat(written);
  if (!Number.isFinite(value)) return undefined;
  return percent && written.trim().endsWith('%') ? value / 100 : value;
}
