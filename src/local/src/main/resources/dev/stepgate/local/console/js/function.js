// One function: how it is set up, its calls, and one more with an event.
import { aws, get } from './api.js';
import { button, facts, field, fill, h, head, panel } from './dom.js';
import { badge, base64, data, pretty, textOf } from './format.js';
import { callList } from './calls.js';

export default async function lambdaFunction(root, { argument: name, signal }) {
  const [described, overview, offered] = await Promise.all([
    aws('lambda', 'GetFunctionConfiguration', { FunctionName: name }, signal), get('overview', {}, signal), get('inputs', { machine: '' }, signal).catch(() => [])]);
  const id = overview.functions.find(each => described.FunctionArn.startsWith(each.arn))?.id ?? name;
  const events = offered.filter(each => each.name.startsWith('events/'));
  const own = events.filter(each => id.startsWith(each.name.split('/')[1]));
  const calls = callList({ id, signal });
  const event = h('textarea', { rows: 8, spellcheck: false, value: pretty(own[0]?.input ?? '{}') });
  const choice = h('select', {}, h('option', { value: '' }, 'Choose one…'), [...own, ...events.filter(each => !own.includes(each))].map(each => h('option', { value: each.name }, each.name)));
  choice.addEventListener('change', () => {
    const found = events.find(each => each.name === choice.value);
    if (found) event.value = pretty(found.input);
  });
  const answer = h('div', { 'aria-live': 'polite' });
  const variables = Object.entries(described.Environment?.Variables ?? {});

  async function invoke() {
    const result = await aws('lambda', 'Invoke', { FunctionName: name, Payload: base64(event.value), LogType: 'Tail' }, signal);
    fill(answer, h('p', {}, badge(result.FunctionError ? 'FAILED' : 'SUCCEEDED')),
      data(result.FunctionError ? 'Error' : 'Answer', textOf(result.Payload)), data('Log', textOf(result.LogResult) || '(nothing)'));
  }

  fill(root,
    head(id, {
      crumb: h('a', { href: '#/functions' }, 'Functions'),
      facts: [h('span', {}, described.Runtime), h('span', { class: 'mono' }, described.Handler), h('span', {}, `${described.Timeout} s at most`)],
    }),
    h('div', { class: 'columns' },
      panel('Invoke', null, h('div', { class: 'body' }, events.length ? field('Events at hand', choice) : null, field('Event', event), button('Invoke', invoke, { class: 'primary' }), answer)),
      panel('Environment', null, h('div', { class: 'body' }, variables.length
        ? facts(variables, 'mono') : h('p', { class: 'hint' }, 'It sets no variables.')))),
    panel('Last calls', calls.tools, calls.list.element), calls.details);
  await calls.list.reload();
}
