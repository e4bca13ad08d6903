import { useDebouncedValue } from '@mantine/hooks';
import { useEffect, useMemo, useState } from 'react';
import { isMap, parseDocument } from 'yaml';
import { laboratory } from '../../laboratory/laboratory.js';
import type { ScreenSummary } from '../../worker/calls/screen.js';
import type { Problem } from '../../worker/problem.js';

/** A screen file that somebody is writing. */
export interface WrittenScreen {
  readonly text: string;
  setText(text: string): void;
  readonly quick: boolean;
  setQuick(quick: boolean): void;
  readonly summary?: ScreenSummary;
  readonly problem?: Problem;
  /** s that it will take here; undefined while nobody knows. */
  readonly seconds?: number;
  /** A value of the file; undefined where there is none. */
  at(key: string): unknown;
  /** Writes a value and keeps the rest of the file; undefined takes it away. */
  change(key: string, value: unknown): void;
}

const typingPause = 300;

/** Follows a screen file and has it checked after each pause, and timed while nothing else runs. */
export function useScreen(initial: { readonly text: string; readonly quick: boolean }, busy: boolean): WrittenScreen {
  const [text, setText] = useState(initial.text);
  const [quick, setQuick] = useState(initial.quick);
  const [checked, setChecked] = useState<{ summary?: ScreenSummary; problem?: Problem; seconds?: number }>({});
  const [settled] = useDebouncedValue(text, typingPause);
  useEffect(() => {
    let current = true;
    const request = { text: settled, quick };
    laboratory()
      .checkScreen(request)
      .then(async (found) => {
        if (current) setChecked(found);
        if (!('summary' in found) || busy) return;
        const seconds = await laboratory().screenCost(request);
        if (current) setChecked({ ...found, seconds });
      })
      .catch(() => {});
    return () => {
      current = false;
    };
  }, [settled, quick, busy]);
  const parsed = useMemo(() => parseDocument(text), [text]);
  return {
    text,
    setText,
    quick,
    setQuick,
    ...checked,
    at: (key) => {
      const usable = parsed.errors.length === 0 && isMap(parsed.contents);
      return usable ? (parsed.toJS() as Record<string, unknown>)[key] : undefined;
    },
    change: (key, value) => {
      const next = parseDocument(text);
      if (next.errors.length > 0) return;
      if (value === undefined) next.delete(key);
      else next.set(key, next.createNode(value, { flow: true }));
      setText(next.toString({ lineWidth: 0, flowCollectionPadding: false }));
    },
  };
}
