/** Alt+← and Alt+→ go back and forward wherever the focus is; a grid would take them for a step to the next cell. */
export function isOfWindow({ altKey, key }: { readonly altKey: boolean; readonly key: string }): boolean {
  return altKey && (key === 'ArrowLeft' || key === 'ArrowRight');
}
