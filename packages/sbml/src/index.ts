export { type Exported, type ExportOptions, exportSbml } from './export/export.js';
export type { MoleculeIdentity } from './export/identity.js';
export type { Omitted } from './export/network.js';
export { type Imported, type ImportOptions, importSbml } from './import/import.js';
