import type { CoreStart } from '#shared/contract/host.ts';
import { CONTRACT } from '#shared/contract/index.ts';
import { DeskError } from '#shared/contract/result.ts';
import { messages } from '#shared/text/translate.ts';
import { createAccess } from './access/access.ts';
import type { CallContext, Core, CoreHandlers } from './core.ts';
import { type Desk, openDesk } from './desk.ts';
import type { Ports } from './ports.ts';
import { TRAINING_ORGANISATION } from './training/generate.ts';

/** The only place that knows all services. Nothing here decides anything. */
export function compose(ports: Ports, start: CoreStart): Core {
  let desk: Desk | null = null;
  const texts = messages('ru').access;
  const access = createAccess(ports, {
    policy: start.policy,
    session: start.session,
    texts,
    training: { userName: texts.trainingUser, organisation: TRAINING_ORGANISATION.nameShort ?? '' },
    hooks: {
      onOpen(session) {
        desk = openDesk({ ports, policy: start.policy, session, accessToken: access.accessToken });
      },
      async onClose() {
        const closing = desk;
        desk = null;
        await closing?.close();
      },
    },
  });
  return {
    handlers: { access: access.handlers, ...forwarders(() => desk) },
    ready: access.ready,
    session: () => access.session(),
    sessionId: () => access.openSession()?.sessionId ?? null,
    stepUp: () => access.stepUp(),
    online: (online) => desk?.online(online),
    lock: () => access.lock(),
    reportFile: (runId) => desk?.reportFile(runId) ?? null,
    jobEnded: (job) => desk?.jobEnded(job),
    dispose: () => access.dispose(),
  };
}

type DeskHandlers = Desk['handlers'];
type AnyHandlers = Readonly<Record<string, (input: unknown, context: CallContext) => unknown>>;

/** Handlers that last as long as core and hand every call to the desk that is open now. */
function forwarders(current: () => Desk | null): DeskHandlers {
  const areas = (Object.keys(CONTRACT) as (keyof typeof CONTRACT)[]).filter(isDeskArea);
  const forwarded = areas.map((area) => {
    const methods = Object.keys(CONTRACT[area]).map((method) => [
      method,
      (input: unknown, context: CallContext): unknown => {
        const desk = current();
        if (desk === null) throw new DeskError('KD-1001');
        return (desk.handlers[area] as unknown as AnyHandlers)[method]?.(input, context);
      },
    ]);
    return [area, Object.fromEntries(methods)] as const;
  });
  // One handler per method of the contract, by construction.
  return Object.fromEntries(forwarded) as unknown as DeskHandlers;
}

function isDeskArea(area: string): area is keyof DeskHandlers & keyof CoreHandlers {
  return area !== 'desktop' && area !== 'jobs' && area !== 'access';
}
