// All functions, and their last calls.
import { aws, get } from './api.js';
import { fill, h, head, panel } from './dom.js';
import { link } from './format.js';
import { callList } from './calls.js';
import { windowed } from './windowed.js';

export default async function functions(root, { signal }) {
  const [all, overview] = await Promise.all([aws('lambda', 'ListFunctions', {}, signal), get('overview', {}, signal)]);
  const ids = new Map(overview.functions.map(each => [each.arn, each.id]));
  const calls = callList({ signal });
  const list = windowed({
    label: 'Functions',
    columns: [
      { title: 'Function', width: 'minmax(140px, 2fr)', cell: each => h('a', { href: href(each) }, ids.get(each.FunctionArn) ?? each.FunctionName) },
      { title: 'Runtime', width: '104px', cell: each => each.Runtime },
      { title: 'Handler', width: 'minmax(120px, 2.4fr)', cell: each => h('span', { class: 'mono', title: each.Handler }, each.Handler) },
      { title: 'Timeout', width: '72px', cell: each => `${each.Timeout} s` },
    ],
    load: async (offset, limit) => ({ total: all.Functions.length, rows: all.Functions.slice(offset, offset + limit) }),
    open: each => { location.hash = href(each); },
    nothing: ['No function', 'The template describes none.'],
  });
  fill(root, head('Functions'), h('section', { class: 'panel', 'aria-label': 'Functions' }, list.element),
    panel('Last calls', calls.tools, calls.list.element), calls.details);
  await Promise.all([list.reload(), calls.list.reload()]);
}

function href(found) {
  return link('function', found.FunctionName);
}
