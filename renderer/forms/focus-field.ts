/** Puts the focus into a field of a form, with the field in sight. @param path its name in the form */
export function focusField(path: string): void {
  const place = document.querySelector(`[data-field="${CSS.escape(path)}"]`);
  place?.scrollIntoView({ block: 'center' });
  place?.querySelector<HTMLElement>('input, textarea, [role="combobox"]')?.focus();
}
