import type { ErrorTexts } from '../errors.ts';
import { access } from './errors/access.ts';
import { exchange } from './errors/exchange.ts';
import { files } from './errors/files.ts';
import { packages } from './errors/packages.ts';
import { program } from './errors/program.ts';
import { requests } from './errors/requests.ts';
import { store } from './errors/store.ts';
import { values } from './errors/values.ts';

/** By the thousands of the codes, see `shared/contract/errors.ts`. */
export const errors: ErrorTexts = {
  ...access,
  ...values,
  ...requests,
  ...exchange,
  ...store,
  ...files,
  ...packages,
  ...program,
};
