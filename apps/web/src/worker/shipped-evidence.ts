/** Texts of the published rows, by path. */
export const papers = import.meta.glob<string>('../../../../evidence/*.yaml', {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** Texts of the calibrated sets and of the score card, by path. */
export const records = import.meta.glob<string>('../../../../evidence/*.json', {
  query: '?raw',
  import: 'default',
  eager: true,
});
