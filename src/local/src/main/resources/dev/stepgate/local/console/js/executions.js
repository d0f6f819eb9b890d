// Executions of all machines or of one, by status.
import { get } from './api.js';
import { fill, h, head } from './dom.js';
import { badge, link, time, took } from './format.js';
import { onChange } from './live.js';
import { waitingText } from './waiting.js';
import { windowed } from './windowed.js';

const STATUSES = { '': 'Any status', RUNNING: 'Running', SUCCEEDED: 'Succeeded', FAILED: 'Failed', TIMED_OUT: 'Timed out', ABORTED: 'Aborted' };

/** A list of executions with filters; `fixed` are parameters that stay. */
export function executionList({ fixed = {}, status = '', signal, withMachine = true, height }) {
  const chosen = h('select', { 'aria-label': 'Status' }, Object.entries(STATUSES).map(([value, text]) => h('option', { value }, text)));
  chosen.value = status;
  const search = h('input', { type: 'search', placeholder: 'Name or input', 'aria-label': 'Search executions by name or input' });
  const list = windowed({
    label: 'Executions',
    height,
    columns: [
      { title: 'Name', width: 'minmax(120px, 2fr)', cell: row => h('a', { href: link('execution', row.arn) }, row.name) },
      ...(withMachine ? [{ title: 'Machine', width: 'minmax(80px, 1.3fr)', cell: row => row.machine }] : []),
      { title: 'Status', width: '112px', cell: row => badge(row.status) },
      { title: 'Waits for', width: 'minmax(90px, 1.6fr)', cell: waitingText },
      { title: 'Started', width: '112px', cell: row => time(row.start) },
      { title: 'Took', width: '80px', cell: took },
    ],
    load: (offset, limit) => get('executions', { ...fixed, status: chosen.value, search: search.value, offset, limit }, signal),
    open: row => { location.hash = link('execution', row.arn); },
    nothing: ['No executions', 'Start one from its state machine, by its API route or with the aws command.'],
  });
  const reload = list.reloading(400, signal);
  chosen.addEventListener('change', () => list.reload());
  search.addEventListener('input', reload);
  onChange('executions', reload, signal);
  return { tools: h('div', { class: 'row' }, search, chosen), list };
}

export default async function executions(root, { query, signal }) {
  const machines = await get('machines', {}, signal);
  const machine = h('select', { 'aria-label': 'State machine' }, h('option', { value: '' }, 'Any machine'),
    machines.map(each => h('option', { value: each.arn }, each.id)));
  machine.value = query.get('machine') ?? '';
  const fixed = { machine: machine.value };
  const { tools, list } = executionList({ fixed, status: query.get('status') ?? '', signal, height: 640 });
  machine.addEventListener('change', () => {
    fixed.machine = machine.value;
    list.reload();
  });
  tools.prepend(machine);
  fill(root, head('Executions'),
    h('section', { class: 'panel', 'aria-label': 'Executions' }, h('div', { class: 'bar' }, tools), list.element));
  await list.reload();
}
