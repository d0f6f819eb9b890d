// The newest requests of REST and HTTP APIs, or of the AWS endpoint.
import { get } from './api.js';
import { fill, h, head } from './dom.js';
import { duration, httpBadge, time } from './format.js';
import { onChange } from './live.js';
import { windowed } from './windowed.js';

function why(row) {
  if (row.failure) return reason(`${row.failure.step}: ${row.failure.text}`);
  return row.refusal ? reason(`the integration answered ${row.refusal.status}: ${row.refusal.text}`) : '';
}

/** A reason on two lines; pointing at it shows the whole text. */
function reason(text) {
  return h('span', { class: 'two-lines', title: text }, text);
}

function href(row) {
  return `#/request/${row.server === 'AWS_ENDPOINT' ? 'aws/' : ''}${row.number}`;
}

export default async function requests(root, { signal }) {
  const server = h('select', { 'aria-label': 'Of which server' }, h('option', { value: '' }, 'REST and HTTP APIs'), h('option', { value: 'aws' }, 'AWS endpoint'));
  const failed = h('input', { type: 'checkbox' });
  const search = h('input', { type: 'search', placeholder: 'Path or body', 'aria-label': 'Search requests by path or body' });
  const list = windowed({
    label: 'Requests',
    height: 640,
    columns: [
      { title: 'Time', width: '104px', cell: row => h('span', { class: 'soft' }, time(row.time)) },
      { title: 'Status', width: '56px', cell: row => httpBadge(row.status) },
      { title: 'Request', width: 'minmax(140px, 1fr)', cell: row => h('a', { href: href(row), class: 'mono' }, `${row.method} ${row.target}`) },
      { title: 'Took', width: '80px', cell: row => duration(row.ms) },
      { title: 'Why', width: 'minmax(140px, 2.4fr)', cell: row => why(row) },
    ],
    load: (offset, limit) => get('requests', { server: server.value, failed: failed.checked, search: search.value, offset, limit }, signal),
    open: row => { location.hash = href(row); },
    nothing: ['No requests', 'What comes to a REST or HTTP API, or to the AWS endpoint, is listed here, the newest 300.'],
  });
  const reload = list.reloading(300, signal);
  server.addEventListener('change', reload);
  failed.addEventListener('change', reload);
  search.addEventListener('input', reload);
  onChange('requests', reload, signal);
  fill(root, head('Requests', { actions: h('a', { class: 'button', href: '#/try' }, 'Try a route') }),
    h('section', { class: 'panel', 'aria-label': 'Requests' }, h('div', { class: 'bar' }, server, search, h('label', { class: 'inline' }, failed, 'failures only')), list.element));
  await list.reload();
}
