// The frame of the page: which view is shown, the navigation, whether changes come live.
import { get } from './api.js';
import { empty, fill, h, sign } from './dom.js';
import { onChange, start } from './live.js';
import { clock } from './clock.js';

/** By the first part of the address: the module, its place in the navigation, strokes of its sign. */
const VIEWS = {
  machines: { module: './machines.js', title: 'State machines', sign: 'M9 4h6v5H9zM4 15h6v5H4zM14 15h6v5h-6zM12 9v3M7 15v-3h10v3' },
  executions: { module: './executions.js', title: 'Executions', sign: 'M5 4l14 8-14 8z' },
  callbacks: { module: './callbacks.js', title: 'Callbacks', sign: 'M12 3a9 9 0 1 0 .01 0zM12 7v5l3 2' },
  requests: { module: './requests.js', title: 'Requests', sign: 'M4 8h14M14 4l4 4-4 4M20 16H6M10 12l-4 4 4 4' },
  bench: { module: './bench.js', title: 'Template bench', sign: 'M8 5l-5 7 5 7M16 5l5 7-5 7' },
  sockets: { module: './sockets.js', title: 'WebSockets', sign: 'M4 5h16v11H9l-5 4z' },
  functions: { module: './functions.js', title: 'Functions', sign: 'M6 4h3l8 16h3M11.500 11L6 20' },
  queues: { module: './queues.js', title: 'Queues and topics', sign: 'M4 6h4v12H4zM10 6h4v12h-4zM16 6h4v12h-4z' },
  tables: { module: './tables.js', title: 'Tables', sign: 'M4 5h16v14H4zM4 10h16M10 10v9' },
  objects: { module: './objects.js', title: 'Objects', sign: 'M4 7h16l-2 13H6zM4 7c0-4 16-4 16 0' },
  events: { module: './schedules.js', title: 'Events and schedules', sign: 'M4 6h16v14H4zM4 10h16M8 3v4M16 3v4' },
};

/** Views that are reached from others. */
const INNER = {
  machine: { module: './machine.js', within: 'machines', title: 'State machine' },
  execution: { module: './execution.js', within: 'executions', title: 'Execution' },
  request: { module: './request.js', within: 'requests', title: 'Request' },
  try: { module: './try.js', within: 'requests', title: 'Try a route' },
  function: { module: './function.js', within: 'functions', title: 'Function' },
};

const main = document.getElementById('main');
let leaving = new AbortController();
let shown = null;

function parsed() {
  const [path, query] = location.hash.slice(2).split('?', 2);
  const [name, ...rest] = path.split('/');
  return { name: name || 'machines', argument: decodeURIComponent(rest.join('/')), query: new URLSearchParams(query) };
}

async function show() {
  const place = parsed();
  const view = VIEWS[place.name] ?? INNER[place.name];
  leaving.abort();
  leaving = new AbortController();
  const { signal } = leaving;
  const current = view?.within ?? place.name;
  for (const link of document.querySelectorAll('#nav a')) {
    if (link.dataset.view === current) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
  if (!view) {
    fill(main, empty('There is nothing here', h('a', { href: '#/machines' }, 'To the state machines')));
    return;
  }
  document.title = `${view.title} – Stepgate`;
  const root = h('div', {});
  const waiting = setTimeout(() => fill(main, h('p', { class: 'hint', role: 'status' }, 'Loading…')), 150);
  try {
    const module = await import(view.module);
    await module.default(root, { ...place, signal });
    clearTimeout(waiting);
    if (!signal.aborted) {
      fill(main, root);
      performance.mark('shown');
      main.dataset.shown = location.hash || '#/machines';
      const moved = shown !== null && shown !== location.hash.split('?')[0];
      shown = location.hash.split('?')[0];
      if (moved) {
        scrollTo(0, 0);
        main.focus({ preventScroll: true });
      }
    }
  } catch (failure) {
    clearTimeout(waiting);
    if (!signal.aborted) {
      fill(main, h('div', { class: 'notice red', role: 'alert' },
        h('h2', {}, 'This cannot be shown'), h('p', {}, failure.message),
        h('button', { type: 'button', on: { click: show } }, 'Try again')));
    }
  }
}

function navigation() {
  fill(document.getElementById('nav'), Object.entries(VIEWS).map(([name, view]) => h('a', { href: `#/${name}`, 'data-view': name },
    sign(view.sign), view.title, name === 'callbacks' ? h('span', { class: 'number', id: 'waiting', hidden: true }) : null)));
}

const LIVE = { on: ['on', 'Live'], off: ['off', 'No connection'], paused: ['', 'Paused'] };

async function foot() {
  const line = h('div', { class: 'live' }, h('span', { class: 'dot' }), h('span', {}, 'Connecting'));
  const about = h('div', {});
  fill(document.getElementById('foot'), line, about);
  start(state => {
    const [style, text] = LIVE[state];
    line.firstChild.className = `dot ${style}`;
    line.lastChild.textContent = text;
  });
  const overview = await get('overview');
  fill(about, overview.template, h('br'), overview.aws);
  await clock(document.getElementById('foot'));
}

onChange('callbacks', count => {
  const number = document.getElementById('waiting');
  number.textContent = count;
  number.hidden = count === '0';
  number.setAttribute('aria-label', `${count} wait`);
});

navigation();
addEventListener('hashchange', show);
show();
foot().catch(() => {});
