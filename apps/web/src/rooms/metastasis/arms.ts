/** An arm that a switch adds to the study. Its title is a text under `arms`. */
export interface OfferedArm {
  readonly id: string;
  /** As the study file has it. */
  readonly change: {
    readonly set?: Readonly<Record<string, string>>;
    readonly knockdown?: Readonly<Record<string, string>>;
  };
}

/** Rates of the body that an arm changes by itself: nothing runs below. */
export const treatments: readonly OfferedArm[] = [
  { id: 'entry', change: { set: { intravasation: '1.0e-4 1/day' } } },
  { id: 'exit', change: { set: { extravasation: '0.01 1/h' } } },
  {
    id: 'course',
    change: { set: { course_start: '52 weeks', course_end: '78 weeks', systemic_kill: '0.02 1/day' } },
  },
];

/** Losses of molecules, as in the study of Tks5: tissues say first how often cells then get through the wall of a vessel. */
export const losses: readonly OfferedArm[] = [
  { id: 'tks5', change: { knockdown: { TKS5: '90 %' } } },
  { id: 'mt1', change: { knockdown: { MMP14: '90 %' } } },
  { id: 'rab27a', change: { knockdown: { RAB27A: '90 %' } } },
];
