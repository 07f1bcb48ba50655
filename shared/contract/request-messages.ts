import { z } from 'zod';
import { ROLES } from '../domain/states.ts';
import { EntityId, Instant } from '../domain/values.ts';
import { command, query } from './define.ts';

/** Characters of one message: a word about a request, no document. */
export const MESSAGE_LIMIT = 2000;

/** What author and approver write to each other about a request. */
export const RequestMessage = z.object({
  id: EntityId,
  text: z.string(),
  sentAt: Instant,
  sender: z.string(),
  /** As their desk knew it when they wrote. */
  role: z.enum([...ROLES, 'none']),
  /** Written by the caller, here or at another desk. */
  own: z.boolean(),
  /** The caller has not read it yet. */
  isNew: z.boolean(),
  /** Other desks can know of it. */
  told: z.boolean(),
  /** Of one that was written at another desk: its sender as their sign-in there named them. */
  elsewhere: z.object({ login: z.string(), snils: z.string().nullable() }).optional(),
});
export type RequestMessage = z.infer<typeof RequestMessage>;

const OfRequest = z.object({ requestId: EntityId });

export const requestMessages = {
  /** The oldest first. */
  messages: query(
    'signed-in',
    OfRequest,
    z.object({
      messages: z.array(RequestMessage),
      /** Whether the caller is one of those who talk about it. */
      mayWrite: z.boolean(),
    }),
  ),
  /** @throws KD-3013 empty, or longer than {@link MESSAGE_LIMIT} · KD-1002 neither the author nor an approver */
  sendMessage: command(['editor', 'approver'], OfRequest.extend({ text: z.string().max(20_000) }), RequestMessage),
  /** All messages about the request are read by the caller. */
  readMessages: command('signed-in', OfRequest, z.object({})),
  /** How many messages the caller has not read yet, of requests that have any. */
  unreadMessages: query(
    'signed-in',
    z.object({}),
    z.object({ requests: z.array(z.object({ requestId: EntityId, count: z.number().int() })) }),
  ),
};
