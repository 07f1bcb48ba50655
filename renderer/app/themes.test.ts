import { expect, test } from 'vitest';
import { themeOf } from './themes.ts';

test('letters grow together and keep the colours of the theme', () => {
  const usual = themeOf('light', 1);
  const larger = themeOf('light', 1.5);
  expect([usual.fontSizeBase300, larger.fontSizeBase300]).toEqual(['14px', '21px']);
  expect([usual.fontSizeGrid, larger.fontSizeGrid]).toEqual(['13px', '19.5px']);
  expect(larger.lineHeightHero900).toBe('78px');
  expect(larger.colorNeutralForeground1).toBe(usual.colorNeutralForeground1);
  expect(themeOf('contrast', 1).colorNeutralBackground1).toBe('#000000');
});
