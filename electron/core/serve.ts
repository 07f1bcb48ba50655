import type { CoreStart, FromCore, ToCore } from '#shared/contract/host.ts';
import type { Core } from './core.ts';
import { createDispatcher, type Dispatcher } from './dispatch.ts';
import type { HostLink } from './host-link.ts';
import type { Log, Ports } from './ports.ts';

export interface ServeParts {
  readonly post: (message: FromCore) => void;
  readonly link: HostLink;
  readonly ports: (start: CoreStart) => Ports;
  readonly compose: (ports: Ports, start: CoreStart) => Core;
  readonly checkAnswers: boolean;
}

interface Running {
  readonly core: Core;
  readonly log: Log;
  readonly dispatcher: Dispatcher;
}

/** The conversation with main: answers every message; `start` is the first and comes once. */
export function serve(parts: ServeParts): (message: ToCore) => void {
  const { post, link } = parts;
  let running: Running | undefined;

  function begin(start: CoreStart): Running {
    const ports = parts.ports(start);
    const core = parts.compose(ports, start);
    const dispatcher = createDispatcher({ ...ports, core, checkAnswers: parts.checkAnswers });
    // Until then main keeps the calls: a page that asks right after a fall must not find the store shut.
    void core.ready.then(() => post({ type: 'ready' }));
    return { core, dispatcher, log: ports.log };
  }

  async function stop(): Promise<void> {
    running?.dispatcher.abortAll();
    await running?.core.dispose();
    post({ type: 'stopped' });
  }

  function answer(id: number, result: unknown): void {
    try {
      post({ type: 'answer', id, result });
    } catch {
      // What a handler answered cannot be sent to another process: a bug of that handler, not the end of core.
      const correlationId = crypto.randomUUID();
      running?.log.error('call.unsendable', { correlationId });
      post({ type: 'answer', id, result: { ok: false, error: { code: 'KD-9001', correlationId } } });
    }
  }

  return (message) => {
    if (message.type === 'start') {
      running ??= begin(message.start);
      return;
    }
    if (message.type === 'hostAnswer') return link.answer(message.id, message.ok, message.value);
    if (message.type === 'stop') return void stop();
    if (running === undefined) return;
    const { core, dispatcher } = running;
    switch (message.type) {
      case 'call':
        void dispatcher.call(message).then((result) => answer(message.id, result));
        return;
      case 'reportFile':
        answer(message.id, dispatcher.reportFile(message.runId));
        return;
      case 'online':
        core.online(message.online);
        return;
      case 'lock':
        if (core.lock(message.cause)) dispatcher.abortAll();
        return;
    }
  };
}
