// One state machine: its graph, its definition, its executions, a start.
import { get } from './api.js';
import { button, fill, h, head, panel, table } from './dom.js';
import { data, duration } from './format.js';
import { executionList } from './executions.js';
import { graph } from './graph.js';
import { onChange, throttled } from './live.js';
import { counts } from './machines.js';
import { startDialog } from './start.js';

export default async function machine(root, { argument: arn, signal }) {
  const described = await get('machine', { arn }, signal);
  const definition = JSON.parse(described.definition);
  const side = h('div', {});
  const picture = graph({ machine: arn }, state => showSide(state), signal);
  const summary = h('div', {}, counts(described.counts, arn));

  function showSide(state) {
    if (state === null) fill(side, definitionPanel());
    else fill(side, panel(state, button('Close', () => picture.select(state), { class: 'quiet' }), h('div', { class: 'body' }, data('Definition of the state', JSON.stringify(find(definition, state))))));
  }

  function definitionPanel() {
    return panel('Definition', null, h('div', { class: 'body' }, data('Amazon States Language', described.definition)));
  }

  const { tools, list } = executionList({ fixed: { machine: arn }, signal, withMachine: false, height: 340 });
  const times = h('tbody', {});
  const sumTitles = ['Visits', 'Not succeeded', 'Mean time', 'Longest'];
  const timesPanel = panel('States of the last 50 executions', null, h('div', { class: 'scroll-x' }, table(['State', ...sumTitles], times, sumTitles)));

  async function numbers() {
    const [now, sums] = await Promise.all([get('machine', { arn }, signal), get('times', { machine: arn }, signal)]);
    fill(summary, counts(now.counts, arn));
    timesPanel.hidden = sums.length === 0;
    fill(times, sums.map(sum => h('tr', {}, h('td', {}, sum.state), h('td', { class: 'number' }, sum.visits), h('td', { class: 'number' }, sum.failed),
      h('td', { class: 'number' }, duration(sum.mean)), h('td', { class: 'number' }, duration(sum.longest)))));
  }

  showSide(null);
  await Promise.all([picture.reload(), list.reload(), numbers()]);
  onChange('executions', throttled(() => numbers().catch(() => {}), 1000, signal), signal);
  fill(root,
    head(described.name, {
      crumb: h('a', { href: '#/machines' }, 'State machines'),
      facts: [h('span', {}, described.type === 'EXPRESS' ? 'Express' : 'Standard'), summary],
      actions: button('Start execution', () => startDialog(arn, null), { class: 'primary' }),
    }),
    h('div', { class: 'columns wide-left' }, panel('Graph', picture.zoom, picture.element), side),
    h('section', { class: 'panel', 'aria-label': 'Executions' }, h('div', { class: 'bar' }, h('h2', {}, 'Executions'), tools), list.element),
    timesPanel);
}

/** The state of that name, at any depth. */
function find(part, name) {
  if (part?.States?.[name]) return part.States[name];
  for (const state of Object.values(part?.States ?? {})) {
    for (const inner of [...(state.Branches ?? []), state.ItemProcessor, state.Iterator].filter(Boolean)) {
      const found = find(inner, name);
      if (found) return found;
    }
  }
  return null;
}
