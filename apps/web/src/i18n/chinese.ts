import { byNamespace } from './namespaces.js';

/** All Chinese texts, by namespace. */
export const chinese = byNamespace(import.meta.glob('./zh-CN/*.json', { eager: true, import: 'default' }));
