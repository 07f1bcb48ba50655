import {
  createDOMRenderer,
  FluentProvider,
  type Theme as FluentTheme,
  RendererProvider,
  webDarkTheme,
  webLightTheme,
} from '@fluentui/react-components';
import { type ReactNode, useLayoutEffect, useMemo, useSyncExternalStore } from 'react';
import { usePreferences } from './preferences.tsx';

const FONTS = "'Segoe UI', 'Segoe UI Web (Cyrillic)', 'PT Sans', system-ui, sans-serif";
const light: FluentTheme = { ...webLightTheme, fontFamilyBase: FONTS };
const dark: FluentTheme = { ...webDarkTheme, fontFamilyBase: FONTS };

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
  const { theme } = usePreferences();
  const systemDark = useSystemDark();
  const isDark = theme === 'dark' || (theme === 'system' && systemDark);
  useLayoutEffect(() => {
    // Scroll bars and other parts that Chromium draws itself.
    document.documentElement.style.colorScheme = isDark ? 'dark' : 'light';
  }, [isDark]);
  const renderer = useMemo(() => createDOMRenderer(document, { styleElementAttributes: { nonce: styleNonce() } }), []);
  return (
    <RendererProvider renderer={renderer} targetDocument={document}>
      <FluentProvider theme={isDark ? dark : light} data-theme={isDark ? 'dark' : 'light'}>
        {children}
      </FluentProvider>
    </RendererProvider>
  );
}
