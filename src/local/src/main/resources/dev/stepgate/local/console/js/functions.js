// All functions, and their last calls.
import { aws, get } from './api.js';
import { empty, fill, h, head, panel, table } from './dom.js';
import { link } from './format.js';
import { callList } from './calls.js';

export default async function functions(root, { signal }) {
  const [all, overview] = await Promise.all([aws('lambda', 'ListFunctions', {}, signal), get('overview', {}, signal)]);
  const ids = new Map(overview.functions.map(each => [each.arn, each.id]));
  const calls = callList({ signal });
  fill(root, head('Functions'),
    all.Functions.length ? h('div', { class: 'panel scroll-x' }, table(['Function', 'Runtime', 'Handler', 'Timeout'],
      h('tbody', {}, all.Functions.map(each => h('tr', {},
        h('td', {}, h('a', { href: link('function', each.FunctionName) }, ids.get(each.FunctionArn) ?? each.FunctionName)),
        h('td', {}, each.Runtime), h('td', { class: 'mono' }, each.Handler), h('td', {}, `${each.Timeout} s`))))))
      : h('div', { class: 'panel' }, empty('No function', 'The template describes none.')),
    panel('Last calls', calls.tools, calls.list.element), calls.details);
  await calls.list.reload();
}
