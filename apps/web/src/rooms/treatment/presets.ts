import type { WrittenArm } from './schedule.js';

/** A schedule that somebody can begin with. Its name is a text under `presets`. */
export interface Preset {
  readonly id: string;
  /** Days that it takes to see what comes of it. */
  readonly days: number;
  /** Drugs and radiation of the arm, as the study file has them. */
  readonly arm: WrittenArm;
}

/** What is given beside radiation; the cell sits in the tumour. */
const temozolomide = { name: 'temozolomide', route: 'oral', every: '24 h', site: 'tumour' };

/** Schedules, the smallest first. Fractions come every day: a study file has no weekends. */
export const presets: readonly Preset[] = [
  { id: 'sham', days: 5, arm: { radiation: { dose: '0 Gy', fractions: 5, every: '24 h' } } },
  { id: 'five', days: 7, arm: { radiation: { dose: '2 Gy', fractions: 5, every: '24 h' } } },
  { id: 'fifteen', days: 18, arm: { radiation: { dose: '2.667 Gy', fractions: 15, every: '24 h' } } },
  {
    id: 'stupp',
    days: 42,
    arm: {
      radiation: { dose: '2 Gy', fractions: 30, every: '24 h' },
      drugs: [{ ...temozolomide, dose: '75 mg/m2', doses: 42 }],
    },
  },
  {
    id: 'cycles',
    days: 28,
    arm: { drugs: [{ ...temozolomide, dose: '150 mg/m2', on: '5 days', off: '23 days', cycles: 1 }] },
  },
  {
    id: 'marimastat',
    days: 5,
    arm: {
      drugs: [
        {
          name: 'marimastat',
          dose: '10 mg',
          route: 'oral',
          every: '12 h',
          doses: 10,
          start: 'steady state',
          site: 'brain core',
        },
      ],
    },
  },
];
