/** What is being done of a run: the tissues below bodies, the study itself, or how far its answers rest on uncertain numbers. */
export type Stage = 'below' | 'study' | 'uncertainty';

/** Told at the start of a stage and after each of its pieces. */
export type OnProgress = (stage: Stage, done: number, total: number) => void;
