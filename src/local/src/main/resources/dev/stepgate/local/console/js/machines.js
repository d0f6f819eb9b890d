// All state machines.
import { get } from './api.js';
import { empty, fill, h, head, notice, table } from './dom.js';
import { badge, link } from './format.js';
import { onChange, throttled } from './live.js';

export default async function machines(root, { signal }) {
  const body = h('tbody', {});
  const known = h('div', { class: 'panel scroll-x' }, table(['Machine', 'Type', 'Executions'], body));
  const nothing = h('div', { class: 'panel', hidden: true },
    empty('No state machine', 'The template describes none, and none was created by the API.'));

  async function draw() {
    const all = await get('machines', {}, signal);
    known.hidden = all.length === 0;
    nothing.hidden = all.length !== 0;
    fill(body, all.map(machine => h('tr', {},
      h('td', {}, h('a', { href: link('machine', machine.arn) }, machine.id),
        machine.id === machine.name ? null : h('div', { class: 'hint' }, machine.name)),
      h('td', {}, machine.type === 'EXPRESS' ? 'Express' : 'Standard'),
      h('td', {}, counts(machine.counts, machine.arn)))));
  }

  await draw();
  onChange('executions', throttled(() => draw().catch(() => {}), 500, signal), signal);
  const overview = await get('overview', {}, signal);
  fill(root, head('State machines'), known, nothing,
    overview.notHere.length ? notice('orange', 'Not here; the rest runs without',
      overview.notHere.map(text => h('div', { class: 'hint' }, text))) : null);
}

const ORDER = ['RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED'];

export function counts(byStatus, machineArn) {
  const some = ORDER.filter(status => byStatus[status]);
  if (!some.length) return h('span', { class: 'hint' }, 'none yet');
  return h('div', { class: 'legend' }, some.map(status => {
    const shown = badge(status);
    shown.append(` ${byStatus[status]}`);
    return h('a', { href: `#/executions?${new URLSearchParams({ machine: machineArn, status })}` }, shown);
  }));
}
