import type { staff as ru } from '../ru/staff.ts';

export const staff: typeof ru = {
  title: 'Staff',
};
