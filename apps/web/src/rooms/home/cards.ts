/** A question of the first page. Its words are texts of the namespace `home`, under `cards`. */
export interface Card {
  readonly id: string;
  readonly room: string;
  /** The shipped study it starts from, by the name of its file. */
  readonly study: string;
}

/** The questions, in the order of the page. */
export const cards: readonly Card[] = [{ id: 'dasatinib', room: 'assay', study: 'flagship' }];

/** The text of a shipped study; loaded when it is asked for. */
export async function studyText(name: string): Promise<string> {
  const load = studies[`../../../../../studies/${name}.yaml`];
  if (load === undefined) throw new Error(`there is no study ${name}`);
  return load();
}

const studies = import.meta.glob<string>('../../../../../studies/*.yaml', { query: '?raw', import: 'default' });
