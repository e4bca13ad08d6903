import { test } from 'node:test';
import { conformance, referenceEngine } from '@invadolab/engine';

for (const engine of [referenceEngine])
  for (const { name, run } of conformance(engine)) test(`${engine.id}: ${name}`, run);
