import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { type Axis, hoursOf, stepOfTime, xOf } from './axis.js';
import { type Course, type CourseChange, endOf, stepOf, timesOf } from './schedule.js';

/** At most as many doses as a course may have when it is stretched. */
const mostDoses = 200;

/** px */
const handle = 12;

interface Drag {
  readonly start: number;
  readonly course: Course;
  readonly part: 'move' | 'stretch';
}

/** One course on the timeline: drag it to move it, its right end to stretch it; the same by keys. */
export function CourseBlock(props: {
  readonly course: Course;
  readonly title: string;
  readonly axis: Axis;
  readonly chosen: boolean;
  onChoose(): void;
  onChange(change: CourseChange): void;
  onRemove(): void;
}) {
  const { course, title, axis, chosen, onChoose, onChange, onRemove } = props;
  const { t } = useTranslation('treatment');
  const drag = useRef<Drag>(undefined);
  const step = stepOfTime(axis.end);
  const left = xOf(axis, course.from);
  const right = xOf(axis, Math.min(axis.end, endOf(course)));
  const cut = endOf(course) > axis.end + 1e-9;
  const count = course.kind === 'dish' ? course.every : course.count;
  const said = t(`course.said.${course.kind}`, {
    amount: course.amount,
    unit: course.unit,
    count: course.count,
    every: course.every,
    hours: course.every,
    day: (course.from / 24).toFixed(2).replace(/\.?0+$/, ''),
  });

  function begin(part: Drag['part']) {
    return (event: PointerEvent<HTMLElement>) => {
      event.stopPropagation();
      event.currentTarget.setPointerCapture(event.pointerId);
      drag.current = { start: event.clientX, course, part };
      onChoose();
    };
  }
  function follow(event: PointerEvent<HTMLElement>) {
    if (drag.current === undefined) return;
    const { start, course: before, part } = drag.current;
    const moved = hoursOf(axis, event.clientX - start);
    if (part === 'move') return moveTo(before.from + Math.round(moved / step) * step);
    if (before.kind === 'dish')
      return onChange({ every: Math.max(step, before.every + Math.round(moved / step) * step) });
    stretchTo(before.count + Math.round(moved / before.every));
  }
  function moveTo(from: number) {
    const next = Math.max(0, from);
    if (next !== course.from && !course.steady) onChange({ from: next });
  }
  function stretchTo(wanted: number) {
    if (course.kind === 'dish') return onChange({ every: Math.max(step, wanted) });
    const next = Math.min(mostDoses, Math.max(1, wanted));
    if (next !== course.count) onChange({ count: next });
  }
  function press(part: Drag['part']) {
    return (event: KeyboardEvent) => {
      const by =
        event.key === 'ArrowRight' || event.key === 'ArrowUp'
          ? 1
          : event.key === 'ArrowLeft' || event.key === 'ArrowDown'
            ? -1
            : 0;
      const more = event.key === '+' || event.key === '=' ? 1 : event.key === '-' ? -1 : 0;
      if (by !== 0 && part === 'move') moveTo(course.from + by * step);
      else if (by !== 0) stretchTo(count + by * (course.kind === 'dish' ? step : 1));
      else if (more !== 0) onChange({ amount: Math.max(0, course.amount + more * stepOf(course)) });
      else if (event.key === 'Delete' || event.key === 'Backspace') onRemove();
      else return;
      event.preventDefault();
      event.stopPropagation();
    };
  }
  const handlers = (part: Drag['part']) => ({
    onPointerDown: begin(part),
    onPointerMove: follow,
    onPointerUp: () => {
      drag.current = undefined;
    },
    onPointerCancel: () => {
      drag.current = undefined;
    },
    onKeyDown: press(part),
  });
  const width = Math.max(14, right - left);
  return (
    <>
      <div
        role="slider"
        tabIndex={0}
        className="course"
        data-kind={course.kind}
        data-chosen={chosen}
        data-cut={cut}
        aria-label={`${title}: ${said}`}
        aria-valuenow={course.from}
        aria-valuemin={0}
        aria-valuemax={axis.end}
        aria-valuetext={said}
        style={{ left, width }}
        onFocus={onChoose}
        {...handlers('move')}
      >
        {timesOf(course).map((time) => (
          <span key={time} className="dose" style={{ left: xOf(axis, time) - left }} />
        ))}
      </div>
      <div
        role="slider"
        tabIndex={0}
        className="stretch"
        data-kind={course.kind}
        aria-label={`${title}: ${t(course.kind === 'dish' ? 'course.length' : 'course.count')}`}
        aria-valuenow={Number.isFinite(count) ? count : mostDoses}
        aria-valuemin={1}
        aria-valuemax={mostDoses}
        style={{ left: left + width - handle }}
        {...handlers('stretch')}
      />
    </>
  );
}
