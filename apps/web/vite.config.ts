import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const names = 'assets/[name]-[hash].js';

/** The built app runs from any folder of any server, so everything it loads is named relative to it. */
// biome-ignore lint/style/noDefaultExport: vite reads the default export
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: './',
  plugins: [react()],
  build: {
    outDir: 'build',
    target: 'es2022',
    // The largest pieces are loaded when a room needs them.
    chunkSizeWarningLimit: 2000,
    rollupOptions: { output: { entryFileNames: names, chunkFileNames: names } },
  },
  worker: { format: 'es', rollupOptions: { output: { entryFileNames: names, chunkFileNames: names } } },
  server: { fs: { allow: ['../..'] } },
});
