import '@fontsource/pt-sans/400.css';
import '@fontsource/pt-sans/700.css';
import './page.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { config } from 'zod/v4/core';
import { createQueryClient } from './api.ts';
import { ErrorBoundary } from './error-boundary.tsx';
import { WordsProvider } from './i18n.tsx';
import { NotifyProvider } from './notify.tsx';
import { usePreferenceEvents, usePreferences } from './preferences.tsx';
import { SessionGate } from './session-gate.tsx';
import { ThemeProvider } from './theme.tsx';

function Program() {
  usePreferenceEvents();
  const { language } = usePreferences();
  return (
    <WordsProvider language={language}>
      <ThemeProvider>
        <ErrorBoundary whole>
          <NotifyProvider>
            <SessionGate />
          </NotifyProvider>
        </ErrorBoundary>
      </ThemeProvider>
    </WordsProvider>
  );
}

// The content policy forbids code made from text, which zod would otherwise try.
config({ jitless: true });

const root = document.getElementById('root');
if (root === null) throw new Error('the page has no #root');
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={createQueryClient()}>
      <Program />
    </QueryClientProvider>
  </StrictMode>,
);
