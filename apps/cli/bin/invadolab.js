#!/usr/bin/env node
import { existsSync } from 'node:fs';

// A source tree has what the compiler wrote last; an installed package has the bundle alone.
const compiled = new URL('../dist/src/main.js', import.meta.url);
await import(existsSync(compiled) ? compiled.href : new URL('../bundle/main.js', import.meta.url).href);
