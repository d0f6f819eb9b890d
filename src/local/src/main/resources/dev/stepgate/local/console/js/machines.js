// All state machines.
import { get } from './api.js';
import { fill, h, head, notice } from './dom.js';
import { badge, link } from './format.js';
import { onChange } from './live.js';
import { windowed } from './windowed.js';

export default async function machines(root, { signal }) {
  const list = windowed({
    label: 'State machines',
    height: 640,
    columns: [
      { title: 'Machine', width: 'minmax(140px, 2fr)', cell: name },
      { title: 'Type', width: '96px', cell: machine => (machine.type === 'EXPRESS' ? 'Express' : 'Standard') },
      { title: 'Executions', width: 'minmax(140px, 2fr)', cell: machine => counts(machine.counts, machine.arn) },
    ],
    load: async (offset, limit) => {
      const all = await get('machines', {}, signal);
      return { total: all.length, rows: all.slice(offset, offset + limit) };
    },
    open: machine => { location.hash = link('machine', machine.arn); },
    nothing: ['No state machine', 'The template describes none, and none was created by the API.'],
  });
  onChange('executions', list.reloading(500, signal), signal);
  const overview = await get('overview', {}, signal);
  fill(root, head('State machines'), h('section', { class: 'panel', 'aria-label': 'State machines' }, list.element),
    overview.notHere.length ? notice('orange', 'Not here; the rest runs without',
      overview.notHere.map(text => h('div', { class: 'hint' }, text))) : null);
  await list.reload();
}

/** The logical id, and the name where it is another. */
function name(machine) {
  return [h('a', { href: link('machine', machine.arn) }, machine.id),
    machine.id === machine.name ? null : h('span', { class: 'hint' }, ` ${machine.name}`)];
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
