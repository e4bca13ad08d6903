export { answerSentence } from './answer.js';
export { type Comparison, comparisons } from './compared.js';
export { comparisonTable, type TextTable } from './comparison-table.js';
export { factsOf, factsSchema } from './facts.js';
export { reportInput } from './folder.js';
export type { ReportArm, ReportDrug, ReportFacts, ReportInput, ReportParameter } from './input.js';
export { researchUseNotice } from './limits.js';
export { renderReport } from './report.js';
export { describeModels, resolvedSchema } from './resolved.js';
