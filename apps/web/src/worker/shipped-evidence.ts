/** Texts of the published rows, by path. */
export const files = import.meta.glob<string>('../../../../evidence/*.yaml', {
  query: '?raw',
  import: 'default',
  eager: true,
});
