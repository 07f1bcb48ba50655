import { contextBridge, ipcRenderer } from 'electron';

contextBridge.exposeInMainWorld('kartotekaPrint', {
  model: () => ipcRenderer.invoke('kartoteka:print-model'),
  ready: () => ipcRenderer.send('kartoteka:print-ready'),
  failed: () => ipcRenderer.send('kartoteka:print-failed'),
});
