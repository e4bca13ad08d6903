/** Who asks a question. */
export const askers = ['bench', 'translation', 'modelling', 'images'] as const;

/** A question of the first page. Its words are texts of the namespace `home`, under `cards`. */
export interface Card {
  readonly id: string;
  readonly asker: (typeof askers)[number];
  readonly room: string;
  /** The shipped study it starts from, by the name of its file; absent where the room begins with something else. */
  readonly study?: string;
}

/** The questions, in the order of the page. */
export const cards: readonly Card[] = [
  { id: 'dasatinib', asker: 'bench', room: 'assay', study: 'flagship' },
  { id: 'threeWays', asker: 'bench', room: 'assay', study: 'three-ways' },
  { id: 'spheroid', asker: 'bench', room: 'tissue', study: 'spheroid-invasion' },
  { id: 'radiation', asker: 'translation', room: 'assay', study: 'radiation-mmp14' },
  { id: 'metastasis', asker: 'translation', room: 'metastasis', study: 'metastasis-tks5' },
  { id: 'carrier', asker: 'translation', room: 'assay', study: 'mmp-triggered-carrier' },
  { id: 'hypoxia', asker: 'modelling', room: 'assay', study: 'hypoxic-halo' },
  { id: 'temozolomide', asker: 'modelling', room: 'assay', study: 'temozolomide-recovery' },
  { id: 'disagreements', asker: 'modelling', room: 'assay', study: 'disagreements' },
  { id: 'images', asker: 'images', room: 'quantify' },
  { id: 'screen', asker: 'images', room: 'screen' },
];

/** The text of a shipped study; loaded when it is asked for. */
export async function studyText(name: string): Promise<string> {
  const load = studies[`../../../../../studies/${name}.yaml`];
  if (load === undefined) throw new Error(`there is no study ${name}`);
  return load();
}

const studies = import.meta.glob<string>('../../../../../studies/*.yaml', { query: '?raw', import: 'default' });
