import { contextBridge, ipcRenderer } from 'electron';
import { createApi, type MethodNames } from './api.ts';

/** Areas and methods of the contract, written in by the build. */
declare const __METHOD_NAMES__: MethodNames;

contextBridge.exposeInMainWorld(
  'kartoteka',
  createApi(__METHOD_NAMES__, {
    call: (method, input, options) => ipcRenderer.invoke('kartoteka:call', { ...options, method, input }),
    onEvent: (listener) => {
      ipcRenderer.on('kartoteka:event', (_event, name: string, body: unknown) => listener(name, body));
    },
  }),
);
