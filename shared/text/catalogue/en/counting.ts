import { counting } from '../plural.ts';

export const { number, counted, form } = counting('en-GB');
