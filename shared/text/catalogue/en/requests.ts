import type { requests as ru } from '../ru/requests.ts';

export const requests: typeof ru = {
  title: 'Requests',
};
