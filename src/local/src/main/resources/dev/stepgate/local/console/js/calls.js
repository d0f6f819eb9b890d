// The last calls of all functions or of one, each with its event, its answer and what it logged.
import { get } from './api.js';
import { fill, h, panel } from './dom.js';
import { badge, data, duration, time } from './format.js';
import { onChange } from './live.js';
import { windowed } from './windowed.js';

export function callList({ id, signal }) {
  const failed = h('input', { type: 'checkbox' });
  const details = h('div', {});
  const list = windowed({
    label: 'Calls',
    height: 380,
    columns: [
      { title: 'Time', width: '112px', cell: row => h('span', { class: 'soft' }, time(row.time)) },
      ...(id ? [] : [{ title: 'Function', width: 'minmax(130px, 1.2fr)', cell: row => row.function }]),
      { title: 'Outcome', width: '112px', cell: row => badge(row.failed ? 'FAILED' : 'SUCCEEDED') },
      { title: 'Took', width: '80px', cell: row => duration(row.ms) },
      { title: 'Request id', width: 'minmax(120px, 2fr)', cell: row => h('span', { class: 'mono soft' }, row.requestId) },
    ],
    load: (offset, limit) => get('calls', { function: id, failed: failed.checked, offset, limit }, signal),
    open: async row => {
      const call = await get('call', { number: row.number }, signal);
      fill(details, panel(`Call at ${time(call.time)}`, badge(call.failed ? 'FAILED' : 'SUCCEEDED'), h('div', { class: 'body columns' },
        h('div', {}, data('Event', call.event), data(call.failed ? 'Error' : 'Answer', call.answer)), h('div', {}, data('Log, its last 4 KB', call.log || '(nothing)')))));
      details.scrollIntoView({ block: 'nearest' });
    },
    nothing: ['No calls', 'The newest 200 calls are listed here.'],
  });
  const reload = list.reloading(400, signal);
  failed.addEventListener('change', reload);
  onChange('calls', reload, signal);
  return { tools: h('label', { class: 'inline' }, failed, 'Failed only'), list, details };
}
