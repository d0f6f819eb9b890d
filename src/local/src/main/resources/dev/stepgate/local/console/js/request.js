// One request on its way through the API: every stage, what it was given and what it made of it.
import { get } from './api.js';
import { button, facts, fill, h, head, notice } from './dom.js';
import { data, duration, httpBadge, time } from './format.js';
import { openBench } from './bench.js';
import { prefillTry } from './try.js';

export default async function request(root, { argument, signal }) {
  const [number, server] = argument.split('/').reverse();
  const shown = await get('request', { number, server }, signal);
  fill(root,
    head(h('h1', { class: 'mono' }, `${shown.method} ${shown.target}`), {
      crumb: h('a', { href: '#/requests' }, 'Requests'),
      facts: [httpBadge(shown.status), h('span', {}, time(shown.time)), h('span', {}, duration(shown.ms)),
        shown.requestId ? h('span', { class: 'mono' }, shown.requestId) : null],
      actions: shown.steps ? button('Send again', () => prefillTry(shown)) : null,
    }),
    shown.failure ? notice('red', `It got no further than “${shown.failure.step}”`, h('div', { class: 'wrong' }, shown.failure.text)) : null,
    refusal(shown),
    h('section', { class: 'panel' }, h('div', { class: 'bar' }, h('h2', {}, shown.steps ? 'Its way through the API' : 'Request and answer')), h('div', { class: 'body' }, stages(shown))));
}

/** Of a request that the integration refused: its answer, and the place where the rendered request is not JSON. */
function refusal(shown) {
  if (!shown.refusal) return null;
  return notice('red', `The integration answered ${shown.refusal.status}`, h('div', { class: 'wrong' }, shown.refusal.text),
    shown.notJson ? h('p', { class: 'wrong' }, `The result of the request template is not JSON. ${shown.notJson}`) : null);
}

function stages(shown) {
  return h('ol', { class: 'stages' },
    stage('request', null, false, [headers(shown.request.headers), shown.request.body ? data('Body', shown.request.body) : h('p', { class: 'hint' }, 'No body')]),
    steps(shown),
    stage('answer', null, shown.status >= 400, [h('p', {}, 'Status ', httpBadge(shown.status)), headers(shown.answer.headers), shown.answer.body ? data('Body', shown.answer.body) : h('p', { class: 'hint' }, 'No body')]));
}

/** The steps of a request or of a WebSocket's message, as items of a list. */
export function steps(shown) {
  const body = {
    route: () => [shown.resourcePath ? h('p', { class: 'hint' }, 'Resource ', h('code', {}, shown.resourcePath)) : null, parameters(shown)],
    authorization: () => [authorizer(shown.authorizer), shown.context?.authorizer ? data('What the authorizer says of the caller', JSON.stringify(shown.context.authorizer)) : null],
    'integration request': () => [template(shown.requestTemplate, 'request', shown), shown.sent ? sent(shown.sent) : null],
    integration: () => (shown.received ? [h('p', {}, 'It answered ', httpBadge(shown.received.status)), data('Answer of the integration', shown.received.body)] : null),
    'integration response': () => [selection(shown.selection), template(shown.responseTemplate, 'response', shown)],
  };
  return (shown.steps ?? []).map(step => stage(step.name, step.ms, step.failure !== undefined || hasRefused(step.name, shown), [
      step.failure === undefined ? null : h('p', { class: 'wrong' }, step.failure), body[step.name]?.()]));
}

/** The call of an authorizer's function; none where its answer to the same caller was kept. */
function authorizer(called) {
  if (!called) return null;
  return h('div', { class: 'columns' },
    h('div', {}, h('p', {}, 'Asked ', h('code', {}, called.to)), data('Event of the authorizer', called.body)),
    h('div', {}, called.received ? data('Answer of the authorizer', called.received.body) : h('p', { class: 'hint' }, 'It has not answered.')));
}

function hasRefused(step, shown) {
  return (step === 'integration' && shown.refusal !== undefined) || (step === 'integration request' && shown.notJson !== undefined);
}

function stage(name, millis, failed, content) {
  return h('li', { class: failed ? 'failed' : '' },
    h('h2', {}, name[0].toUpperCase() + name.slice(1), millis === undefined || millis === null || millis < 0.05 ? null : h('small', {}, duration(millis))),
    content);
}

function headers(fields) {
  return h('details', {}, h('summary', {}, `${fields.length} header fields`),
    facts(fields, 'mono'));
}

function parameters(shown) {
  const all = { ...shown.path, ...shown.query };
  return Object.keys(all).length ? facts(Object.entries(all), 'mono') : null;
}

export function template(rendering, direction, shown) {
  if (!rendering) return null;
  return [
    h('div', { class: 'row' }, h('h3', {}, `Mapping template for ${rendering.contentType}`), shown.request ? button('Open in the bench', () => openBench(rendering, shown)) : null),
    h('div', { class: 'columns' },
      h('div', {}, data('Template', rendering.template), h('details', {}, h('summary', {}, `What it was given ($input)`), data('Given', rendering.given))),
      h('div', {}, rendering.result === undefined
        ? h('p', { class: 'wrong' }, `It failed: ${shown.failure?.text ?? shown.failure ?? ''}`)
        : data(direction === 'request' ? 'Rendered request' : 'Rendered answer', rendering.result))),
  ];
}

function sent(asked) {
  return h('div', {}, h('p', {}, 'Sent to ', h('code', {}, asked.to)), asked.body ? h('details', {}, h('summary', {}, 'What was sent'), data('Sent', asked.body)) : null);
}

function selection(selected) {
  if (!selected) return null;
  return h('p', {}, selected.pattern === undefined
    ? ['No selection pattern fits ', h('code', {}, selected.by || '(nothing)'), ': the default response, status ', h('code', {}, selected.status)]
    : ['The selection pattern ', h('code', {}, selected.pattern), ' fits ', h('code', {}, selected.by || '(nothing)'), ': status ', h('code', {}, selected.status)]);
}
