import { keys } from './api.ts';

/** Where the way in stands, as the program last said. */
export const ACCESS_KEY = [keys.access, 'state'] as const;
