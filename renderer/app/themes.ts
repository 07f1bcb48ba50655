import {
  type Theme as FluentTheme,
  teamsHighContrastTheme,
  webDarkTheme,
  webLightTheme,
} from '@fluentui/react-components';

const FONTS = "'Segoe UI', 'Segoe UI Web (Cyrillic)', 'PT Sans', system-ui, sans-serif";
/** Pixels of the text of grids and tables when letters have their usual size. */
const GRID_FONT = 13;

/** Tokens of Fluent, and the size of the letters of grids and tables: `var(--fontSizeGrid)`, `var(--lineHeightGrid)`. */
export type Theme = FluentTheme & { readonly fontSizeGrid: string; readonly lineHeightGrid: string };

/** On it white can be read, and it stands out from black. */
const CHOSEN = '#006370';

/**
 * Fluent turns what is hovered or chosen bright and its letters black; a row with several colours of letters cannot
 * follow that. Here it turns to a colour on which all of them can be read.
 */
function contrastTheme(): FluentTheme {
  const changed = Object.keys(teamsHighContrastTheme).flatMap((name) => {
    if (!/^color(Neutral|Subtle|Transparent|Brand(?=Background2))(?!\w*Inverted).*(Hover|Pressed|Selected)$/.test(name))
      return [];
    if (/Background/.test(name)) return [[name, CHOSEN]];
    return /Foreground/.test(name) && !/Link/.test(name) ? [[name, '#ffffff']] : [];
  });
  return { ...teamsHighContrastTheme, ...Object.fromEntries(changed) };
}

const COLOURS = { light: () => webLightTheme, dark: () => webDarkTheme, contrast: contrastTheme } as const;

/** The theme with all letters `factor` times as large as usual. */
export function themeOf(colours: keyof typeof COLOURS, factor: number): Theme {
  const base = COLOURS[colours]();
  const sizes = Object.entries(base).filter(([name]) => /^(fontSize|lineHeight)/.test(name));
  const scaled = sizes.map(([name, size]) => [name, pixels(Number.parseFloat(String(size)) * factor)]);
  return {
    ...base,
    ...Object.fromEntries(scaled),
    fontFamilyBase: FONTS,
    fontSizeGrid: pixels(GRID_FONT * factor),
    lineHeightGrid: pixels((GRID_FONT + 5) * factor),
  };
}

function pixels(size: number): string {
  return `${Math.round(size * 10) / 10}px`;
}
