// Branches of Parallels and iterations of Maps, like ones folded, to walk into.
import { get } from './api.js';
import { h } from './dom.js';
import { badge, time, took } from './format.js';
import { windowed } from './windowed.js';

/** @param {(place: string) => void} walk into an iteration, `Items[3]` */
export function iterations(arn, walk, signal) {
  const failed = h('input', { type: 'checkbox' });
  const fold = h('input', { type: 'checkbox', checked: true });
  const element = h('div', {});
  const list = windowed({
    label: 'Branches and iterations',
    columns: [
      { title: 'Branch or iteration', width: 'minmax(160px, 2fr)', cell: row => h('span', { style: { 'padding-left': `${(row.depth - 1) * 14}px` } }, row.last > row.index ? `${row.place} to [${row.last}]` : row.place) },
      { title: 'Number', width: '72px', cell: row => row.last - row.index + 1 },
      { title: 'Status', width: '118px', cell: row => badge(row.status) },
      { title: 'Began', width: '112px', cell: row => h('span', { class: 'soft' }, time(row.start)) },
      { title: 'Took', width: '80px', cell: took },
    ],
    style: row => (row.status === 'FAILED' ? 'failed' : ''),
    load: async (offset, limit) => {
      const answer = await get('iterations', { execution: arn, failed: failed.checked, fold: fold.checked, offset, limit }, signal);
      element.count = answer.all;
      return answer;
    },
    open: row => {
      if (row.last > row.index) {
        fold.checked = false;
        reload();
      } else walk(row.place);
    },
    nothing: ['No branches and iterations', 'None has begun, or none fits the filters.'],
  });
  const reload = list.reloading(300, signal);
  for (const input of [failed, fold]) input.addEventListener('change', reload);
  element.append(h('div', { class: 'bar' }, h('label', { class: 'inline' }, fold, 'Fold like ones'), h('label', { class: 'inline' }, failed, 'Failed only')), list.element);
  element.addEventListener('shown', reload);
  return { element, reload: list.reload };
}
