import { z } from 'zod';
import { ENTITY_KINDS } from '../domain/entities.ts';
import { EntityId, Instant } from '../domain/values.ts';
import { command, job, query } from './define.ts';
import { ErrorCode } from './errors.ts';

const Nothing = z.object({});

/**
 * Why a signed request has no answer yet, or why its answer calls for somebody: goes with the next exchange · is on its
 * way · no network · a new sign-in is needed · the registry asks to wait · another failure · held back by a request
 * before it · a person has to choose a value · refused with words.
 */
export const WAIT_REASONS = [
  'next',
  'sending',
  'offline',
  'signIn',
  'busy',
  'failed',
  'quarantined',
  'conflict',
  'refused',
] as const;
export type WaitReason = (typeof WAIT_REASONS)[number];

export const WaitingRequest = z.object({
  requestId: EntityId,
  number: z.number().int(),
  author: z.string(),
  reason: z.enum(WAIT_REASONS),
  /** Of the last failure or of the refusal. */
  code: ErrorCode.nullable(),
  /** The registry's own words. */
  words: z.string().nullable(),
  /** Tries that failed. */
  attempts: z.number().int(),
  nextTryAt: Instant.nullable(),
  /** Of `quarantined`: what goes first. */
  behind: z.object({ requestId: EntityId, number: z.number().int() }).nullable(),
});
export type WaitingRequest = z.infer<typeof WaitingRequest>;

/** `used` answered last, `ready` may be tried, `resting` failed several times and is left alone for a while. */
export const ENDPOINT_STATES = ['used', 'ready', 'resting'] as const;
export const EndpointState = z.object({ address: z.string(), state: z.enum(ENDPOINT_STATES) });
export type EndpointState = z.infer<typeof EndpointState>;

/** How many records of a kind this desk has, and how many of them the registry no longer has. */
export const KindLoss = z.object({ kind: z.enum(ENTITY_KINDS), known: z.number().int(), missing: z.number().int() });
export type KindLoss = z.infer<typeof KindLoss>;

/** A registry that is without most of what it had: nothing of it is taken until a person says that it is right. */
export const RegistryLoss = z.object({
  lossId: EntityId,
  foundAt: Instant,
  /** Kinds of which something is missing. */
  kinds: z.array(KindLoss),
  /** A person has said so; the next full copy does it. */
  accepted: z.boolean(),
});
export type RegistryLoss = z.infer<typeof RegistryLoss>;

export const SESSION_OUTCOMES = ['running', 'success', 'stopped', 'broken', 'failed'] as const;
/** One exchange; `broken` ended with the program, `stopped` by hand. */
export const ExchangeSession = z.object({
  id: EntityId,
  startedAt: Instant,
  endedAt: Instant.nullable(),
  outcome: z.enum(SESSION_OUTCOMES),
  /** Of `failed`. */
  code: ErrorCode.nullable(),
  pulled: z.number().int(),
  pushed: z.number().int(),
});
export type ExchangeSession = z.infer<typeof ExchangeSession>;

/** What the workstation carries; sizes in bytes, times in milliseconds. */
export const Health = z.object({
  databaseBytes: z.number().int(),
  walBytes: z.number().int(),
  /** Resources copied from the registry. */
  copied: z.number().int(),
  /** Resources that wait for another one, or could not be read. */
  parked: z.number().int(),
  /** Requests on their way. */
  queued: z.number().int(),
  lastSuccess: Instant.nullable(),
  /** The newest first. */
  jobs: z.array(
    z.object({
      method: z.string(),
      endedAt: Instant,
      milliseconds: z.number().int(),
      code: ErrorCode.nullable(),
    }),
  ),
});
export type Health = z.infer<typeof Health>;

/** What only this workstation has: with its store it is gone. Requests and files of other desks are not counted. */
export const Unsent = z.object({
  /** Requests with changes that nobody has sent for approval. */
  drafts: z.number().int(),
  /** Requests that wait for approval and that no other desk has heard of. */
  submitted: z.number().int(),
  /** Signed requests without an answer of the registry. */
  signed: z.number().int(),
  /** Files of which the newest version went nowhere with a request. */
  files: z.number().int(),
  messages: z.number().int(),
  /** Forms of a new worker that were begun. */
  hires: z.number().int(),
  lastSuccess: Instant.nullable(),
});
export type Unsent = z.infer<typeof Unsent>;

/** What the page of the exchange shows one beside another. */
export const EXCHANGE_TABS = ['waiting', 'conflicts', 'sessions', 'packages', 'health', 'check'] as const;
export type ExchangeTab = (typeof EXCHANGE_TABS)[number];

export const CHECK_STEPS = ['name', 'proxy', 'tls', 'clock', 'signIn', 'capability', 'permissions'] as const;
export type CheckStep = (typeof CHECK_STEPS)[number];
/** What a step found, each with its words and advice in the catalogue. */
export const CHECK_FINDINGS = [
  'fine',
  'notReached',
  'nameUnknown',
  'nameByProxy',
  'proxyUsed',
  'proxyFailed',
  'refused',
  'silent',
  'plain',
  'certificateExpired',
  'certificateEnds',
  'certificateUntrusted',
  'certificateOfOther',
  'certificateWanted',
  'clockOff',
  'noClock',
  'signInNeeded',
  'providerSilent',
  'notFhir',
  'noTransactions',
  'noHistory',
  'forbidden',
  'failed',
] as const;
export type CheckFinding = (typeof CHECK_FINDINGS)[number];
export const CheckLine = z.object({
  step: z.enum(CHECK_STEPS),
  outcome: z.enum(['ok', 'warning', 'failed', 'skipped']),
  finding: z.enum(CHECK_FINDINGS),
  /** Values for the words: address, issuer, last day, seconds, status, types. Never a token, never a person. */
  facts: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type CheckLine = z.infer<typeof CheckLine>;
export const CheckReport = z.object({
  at: Instant,
  /** One walk through the steps for each address, in the order of the policy. */
  endpoints: z.array(z.object({ address: z.string(), lines: z.array(CheckLine) })),
});
export type CheckReport = z.infer<typeof CheckReport>;

/** What the page of the exchange shows besides its state. */
export const exchange = {
  overview: query(
    'signed-in',
    Nothing,
    z.object({
      waiting: z.array(WaitingRequest),
      endpoints: z.array(EndpointState),
      /** Seconds between two exchanges; 0 means by hand. */
      everySeconds: z.number().int(),
      nextRunAt: Instant.nullable(),
      loss: RegistryLoss.nullable(),
    }),
  ),
  /**
   * Lets one pull go through which deletes here what the registry no longer has. It begins at once.
   * @throws KD-4011 something else is missing by now
   */
  acceptLoss: command(
    ['approver'],
    z.object({ lossId: EntityId, reason: z.string().trim().min(1).max(2000) }),
    Nothing,
  ),
  /** The newest first. */
  sessions: query(
    'signed-in',
    z.object({
      /** Only older ones than this. */
      before: EntityId.nullable().default(null),
      limit: z.number().int().min(1).max(200).default(50),
    }),
    z.object({ total: z.number().int(), rows: z.array(ExchangeSession) }),
  ),
  health: query('signed-in', Nothing, Health),
  unsent: query(['administrator'], Nothing, Unsent),
  /** Walks from the name of the registry to the rights there. @throws KD-1010 none is set up · KD-4008 training */
  check: job('signed-in', Nothing, CheckReport),
};
