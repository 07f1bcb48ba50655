import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';

export interface Proxy {
  readonly server: Server;
  /** As the system names it. */
  readonly resolved: string;
  /** Where it was asked to lead. */
  readonly asked: readonly string[];
}

/** A proxy on this machine that lets everything through. */
export async function startProxy(): Promise<Proxy> {
  const asked: string[] = [];
  const server = createServer();
  server.on('connect', ({ url = '' }, socket) => {
    asked.push(url);
    const onward = connect(Number(url.split(':')[1]), '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      onward.pipe(socket).pipe(onward);
    });
    // Whichever side breaks off takes the other with it.
    onward.on('error', () => socket.destroy());
    socket.on('error', () => onward.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { server, resolved: `PROXY 127.0.0.1:${port}; DIRECT`, asked };
}
