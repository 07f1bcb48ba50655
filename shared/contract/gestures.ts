/** Keys of lists, trees and forms that are no commands: they mean something only at the place where the focus is. */
export const GESTURES = {
  grid: {
    edit: ['F2', 'Enter'],
    cancel: ['Esc'],
    extend: ['Shift+↑ ↓ ← →'],
    extendToEdge: ['Ctrl+Shift+↑ ↓ ← →'],
    chooseAll: ['Ctrl+A'],
    chooseRow: ['Shift+Space'],
    chooseColumn: ['Ctrl+Space'],
    copy: ['Ctrl+C'],
    cut: ['Ctrl+X'],
    paste: ['Ctrl+V'],
    fillDown: ['Ctrl+D'],
    fillRight: ['Ctrl+R'],
    continueSeries: ['Ctrl+Shift+D'],
    clear: ['Delete'],
    replace: ['Ctrl+H'],
    decide: ['Alt+Enter'],
  },
  head: { sort: ['Enter'], sortAlso: ['Shift+Enter'], menu: ['Alt+↓'] },
  tree: { expand: ['→'], collapse: ['←'], people: ['Enter'] },
  form: { save: ['Ctrl+S'], nextTab: ['Ctrl+Tab'], previousTab: ['Ctrl+Shift+Tab'] },
  found: { choose: ['↑ ↓'], open: ['Enter'], inList: ['Ctrl+Enter'], close: ['Esc'] },
} as const satisfies Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

export type GesturePlace = keyof typeof GESTURES;
