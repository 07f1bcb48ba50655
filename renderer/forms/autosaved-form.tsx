import type { ReactNode } from 'react';
import { FormProvider, useForm } from 'react-hook-form';
import { useFormat } from '../app/i18n.tsx';
import type { Codes } from '../grid/use-codes.ts';
import type { FormEntity } from './entity-edits.ts';
import { type CardForm, toForm } from './entity-form.ts';
import { formKey, pathOfEvent } from './form-events.ts';
import { UnsavedBar } from './unsaved-bar.tsx';
import { type FormProgram, useFormSession } from './use-form-session.ts';

interface AutosavedFormProps {
  /** The same array as long as nothing in it has changed. */
  readonly entities: readonly FormEntity[];
  readonly codes: Codes;
  readonly mayEdit: boolean;
  readonly program: FormProgram;
  readonly className: string;
  readonly children: ReactNode;
}

/** A form whose fields are saved as they are left; what cannot be saved stays in its field with the reason. */
export function AutosavedForm({ entities, codes, mayEdit, program, className, children }: AutosavedFormProps) {
  const format = useFormat();
  const form = useForm<CardForm>({
    mode: 'onTouched',
    defaultValues: Object.assign({}, ...entities.map(({ name, kind, values }) => toForm(name, kind, values, format))),
  });
  const { session, unsaved } = useFormSession(form, entities, codes, program, mayEdit);
  return (
    <FormProvider {...form}>
      <form
        className={className}
        noValidate
        onSubmit={(event) => event.preventDefault()}
        onBlur={(event) => {
          const path = pathOfEvent(event);
          if (mayEdit && path !== undefined) void session.leave(path);
        }}
        onKeyDown={(event) => {
          if (mayEdit && formKey(session, event)) event.preventDefault();
        }}
      >
        <UnsavedBar session={session} unsaved={unsaved} />
        {children}
      </form>
    </FormProvider>
  );
}
