import '@mantine/core/styles.css';
import '@fontsource-variable/inter/index.css';
import './app/style.css';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.js';
import { takeServerToken } from './app/server-token.js';
import { startLanguage } from './i18n/language.js';

const root = document.getElementById('root');
if (root === null) throw new Error('the page has no place for the laboratory');
takeServerToken();
await startLanguage();
createRoot(root).render(<App />);
