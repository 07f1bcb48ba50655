import { createDOMRenderer, FluentProvider, RendererProvider } from '@fluentui/react-components';
import { type ReactNode, useLayoutEffect, useMemo, useSyncExternalStore } from 'react';
import { FONT_FACTORS, usePreferences } from './preferences.tsx';
import { themeOf } from './themes.ts';

const darkWanted = () => window.matchMedia('(prefers-color-scheme: dark)');

function useSystemDark(): boolean {
  return useSyncExternalStore(
    (changed) => {
      const query = darkWanted();
      query.addEventListener('change', changed);
      return () => query.removeEventListener('change', changed);
    },
    () => darkWanted().matches,
  );
}

/** Styles made at run time pass the content policy only with the nonce that the program put into this load. */
function styleNonce(): string {
  const meta = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"], meta[name="csp-nonce"]');
  return meta?.nonce || meta?.content || '';
}

export function ThemeProvider({ children }: { readonly children: ReactNode }) {
  const { theme, fontSize } = usePreferences();
  const systemDark = useSystemDark();
  const shown = theme === 'system' ? (systemDark ? 'dark' : 'light') : theme;
  const fluent = useMemo(() => themeOf(shown, FONT_FACTORS[fontSize]), [shown, fontSize]);
  useLayoutEffect(() => {
    // Scroll bars and other parts that Chromium draws itself.
    document.documentElement.style.colorScheme = shown === 'light' ? 'light' : 'dark';
  }, [shown]);
  const renderer = useMemo(() => createDOMRenderer(document, { styleElementAttributes: { nonce: styleNonce() } }), []);
  return (
    <RendererProvider renderer={renderer} targetDocument={document}>
      <FluentProvider theme={fluent} data-theme={shown}>
        {children}
      </FluentProvider>
    </RendererProvider>
  );
}
