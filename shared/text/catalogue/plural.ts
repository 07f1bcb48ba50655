export type PluralForms = Readonly<Partial<Record<Intl.LDMLPluralRule, string>>> & { readonly other: string };

export interface Counting {
  /** «1 234», with the separators of the language. */
  readonly number: (count: number) => string;
  /** «2 заявки»: number, no-break space, and the form that the language wants. */
  readonly counted: (count: number, forms: PluralForms) => string;
  /** Only the form, for sentences whose verb changes too. */
  readonly form: (count: number, forms: PluralForms) => string;
}

/** Numbers and plural forms of one language; `Intl` objects are made on first use and kept. */
export function counting(locale: string): Counting {
  let rules: Intl.PluralRules | undefined;
  let numbers: Intl.NumberFormat | undefined;
  const form = (count: number, forms: PluralForms) => {
    rules ??= new Intl.PluralRules(locale);
    return forms[rules.select(count)] ?? forms.other;
  };
  const number = (count: number) => {
    numbers ??= new Intl.NumberFormat(locale);
    return numbers.format(count);
  };
  return { number, form, counted: (count, forms) => `${number(count)}\u00a0${form(count, forms)}` };
}
