import { z } from 'zod';

/** `approved` means signed; `returned` goes back to its author's draft with a reason. */
export const REQUEST_STATES = [
  'draft',
  'submitted',
  'returned',
  'withdrawn',
  'approved',
  'queued',
  'sent',
  'accepted',
  'partly_accepted',
  'rejected',
] as const;
export const RequestState = z.enum(REQUEST_STATES);
export type RequestState = z.infer<typeof RequestState>;

const NEXT: Readonly<Record<RequestState, readonly RequestState[]>> = {
  draft: ['submitted', 'withdrawn'],
  submitted: ['approved', 'returned', 'withdrawn', 'draft'],
  returned: ['draft', 'withdrawn'],
  withdrawn: [],
  approved: ['queued'],
  queued: ['sent', 'rejected', 'accepted', 'partly_accepted'],
  sent: ['queued', 'accepted', 'partly_accepted', 'rejected'],
  accepted: [],
  partly_accepted: [],
  rejected: ['draft'],
};

export function mayBecome(from: RequestState, to: RequestState): boolean {
  return NEXT[from].includes(to);
}

/** The four roles of a desk; what each may do is written at every method of the contract. */
export const ROLES = ['editor', 'approver', 'viewer', 'administrator'] as const;
export const Role = z.enum(ROLES);
export type Role = z.infer<typeof Role>;

/** Which world the program is connected to; always shown in the window title. */
export const CONTOURS = ['production', 'test', 'training'] as const;
export const Contour = z.enum(CONTOURS);
export type Contour = z.infer<typeof Contour>;
