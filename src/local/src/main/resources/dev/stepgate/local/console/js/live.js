// What the server says has changed. A page that nobody sees does not listen: a browser has few connections for one
// server.

const listeners = new Map();
let source = null;
let execution = null;
let told = () => {};

/** Calls the function when something of this name has changed, until the signal is aborted. */
export function onChange(name, listener, signal) {
  if (!listeners.has(name)) listeners.set(name, new Set());
  listeners.get(name).add(listener);
  signal?.addEventListener('abort', () => listeners.get(name).delete(listener));
}

/** From now on changes of this execution are told, too. */
export function watchExecution(arn, signal) {
  execution = arn;
  connect();
  signal?.addEventListener('abort', () => {
    if (execution === arn) execution = null;
  });
}

/** @param {(state: 'on'|'off'|'paused') => void} listener is told whether changes are coming */
export function start(listener) {
  told = listener;
  document.addEventListener('visibilitychange', () => (document.hidden ? disconnect() : connect()));
  addEventListener('pagehide', disconnect);
  connect();
}

function disconnect() {
  source?.close();
  source = null;
  told('paused');
}

function connect() {
  source?.close();
  source = null;
  if (document.hidden) return;
  const query = execution ? `?${new URLSearchParams({ execution })}` : '';
  const opened = new EventSource(`/api/changes${query}`);
  source = opened;
  opened.addEventListener('open', () => told('on'));
  opened.addEventListener('error', () => told('off'));
  for (const name of ['executions', 'execution', 'callbacks', 'requests', 'messages', 'calls']) {
    opened.addEventListener(name, event => listeners.get(name)?.forEach(listener => listener(event.data)));
  }
}

/** Calls at most so often, and once more at the end. */
export function throttled(action, millis, signal) {
  let timer = null;
  let again = false;
  return function run() {
    if (timer) {
      again = true;
      return;
    }
    action();
    timer = setTimeout(() => {
      timer = null;
      if (again && !signal?.aborted) {
        again = false;
        run();
      }
    }, millis);
  };
}
