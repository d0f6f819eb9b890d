// A request to a route, as curl would send it.
import { get, post } from './api.js';
import { button, empty, field, fill, h, head } from './dom.js';
import { data, httpBadge } from './format.js';

let prefilled = null;

/** Opens the form with a request that was answered before. */
export function prefillTry(request) {
  prefilled = {
    method: request.method, path: request.target, body: request.request.body,
    headers: request.request.headers.filter(([name]) => !/^(host|content-length|connection|accept-encoding|user-agent)$/i.test(name)).map(([name, value]) => `${name}: ${value}`).join('\n'),
  };
  location.hash = '#/try';
}

export default async function tryRoute(root, { signal }) {
  const overview = await get('overview', {}, signal);
  const apis = overview.apis.filter(api => api.kind !== 'WEBSOCKET');
  if (!apis.length) {
    fill(root, h('h1', {}, 'Try a route'), empty('No REST or HTTP API', 'The template describes none.'));
    return;
  }
  const routes = apis.flatMap(api => api.routes.map(route => ({ ...route, api: api.id })));
  const choice = h('select', {}, routes.map((route, i) => h('option', { value: i }, `${route.method} ${route.path}${apis.length > 1 ? ` (${route.api})` : ''}`)));
  const method = h('select', {}, ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'HEAD'].map(name => h('option', { value: name }, name)));
  const path = h('input', { spellcheck: false });
  const headers = h('textarea', { rows: 3, spellcheck: false });
  const body = h('textarea', { rows: 8, spellcheck: false });
  const answer = h('div', { 'aria-live': 'polite' }, h('p', { class: 'hint' }, 'The answer comes here, with a link to its way through the API.'));

  function take(route) {
    method.value = route.method === 'ANY' ? 'POST' : route.method;
    path.value = route.example;
    body.value = route.body ?? '';
    headers.value = route.body === undefined ? '' : 'Content-Type: application/json';
  }

  choice.addEventListener('change', () => take(routes[Number(choice.value)]));
  if (prefilled) {
    Object.assign(method, { value: prefilled.method });
    path.value = prefilled.path;
    headers.value = prefilled.headers;
    body.value = prefilled.body;
    prefilled = null;
  } else take(routes[0]);

  async function send() {
    const fields = Object.fromEntries(headers.value.split('\n').filter(line => line.includes(':')).map(line => [line.slice(0, line.indexOf(':')).trim(), line.slice(line.indexOf(':') + 1).trim()]));
    const shown = await post('try', { api: routes[Number(choice.value)].api, method: method.value, path: path.value, headers: fields, body: body.value }, signal);
    fill(answer, h('p', { class: 'row' }, 'Status ', httpBadge(shown.status), shown.number ? h('a', { href: `#/request/${shown.number}` }, 'Its way through the API') : null),
      shown.body ? data('Answer', shown.body) : h('p', { class: 'hint' }, 'No body'));
  }

  fill(root,
    head('Try a route', { crumb: h('a', { href: '#/requests' }, 'Requests') }),
    h('div', { class: 'columns' },
      h('section', { class: 'panel', 'aria-label': 'Request' }, h('div', { class: 'body' }, field('Route', choice), field('Method', method), field('Path and query', path),
        field('Header fields, one on a line', headers), field('Body', body), button('Send', send, { class: 'primary' }))),
      h('section', { class: 'panel', 'aria-label': 'Answer' }, h('div', { class: 'body' }, answer))));
  path.style.width = '100%';
  choice.style.width = '100%';
}
