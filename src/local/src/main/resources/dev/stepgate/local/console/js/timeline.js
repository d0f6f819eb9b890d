// Every visit of a state, as a bar over the time of the execution.
import { get } from './api.js';
import { h } from './dom.js';
import { badge, took } from './format.js';
import { windowed } from './windowed.js';

/** @param {() => object} current the execution as the page knows it */
export function timeline(arn, current, open, signal) {
  const failed = h('input', { type: 'checkbox' });
  const within = h('input', { type: 'search', placeholder: 'Within, as Map[12]', 'aria-label': 'Within a branch or iteration' });
  let from = 0;
  let to = 1;
  const list = windowed({
    label: 'Timeline of states',
    columns: [
      { title: 'State', width: 'minmax(140px, 1.2fr)', cell: row => indented(row) },
      { title: 'Status', width: '118px', cell: row => badge(row.status) },
      { title: 'Took', width: '80px', cell: took },
      { title: 'Time', width: 'minmax(160px, 3fr)', cell: row => bar(row) },
    ],
    load: async (offset, limit) => {
      const answer = await get('visits', { execution: arn, failed: failed.checked, place: within.value, offset, limit }, signal);
      const now = current();
      from = now.start;
      to = Math.max(now.stop ?? Date.now(), from + 1);
      return answer;
    },
    open,
    scale: () => `${from} ${to}`,
    nothing: ['No states', 'No state was entered, or none fits the filters.'],
  });

  function bar(row) {
    const start = Math.max(0, (row.start - from) / (to - from));
    const end = Math.min(1, ((row.stop ?? to) - from) / (to - from));
    return h('span', { class: 'track', style: { display: 'block' } },
      h('span', { class: row.status, style: { left: `${start * 100}%`, width: `${Math.max(0, end - start) * 100}%` } }));
  }

  const reload = list.reloading(300, signal);
  failed.addEventListener('change', reload);
  within.addEventListener('input', reload);
  const element = h('div', { class: 'bars' }, h('div', { class: 'bar' }, h('label', { class: 'inline' }, failed, 'Failed only'), within), list.element);
  element.addEventListener('shown', reload);
  return { element, reload: list.reload, within: place => { within.value = place; reload(); } };
}

function indented(row) {
  const place = row.places.length ? h('span', { class: 'soft' }, ` ${row.places.at(-1)}`) : null;
  return h('span', { style: { 'padding-left': `${row.places.length * 14}px` } }, row.state, place);
}
