// Every task that waits for a callback, since when and until when.
import { get } from './api.js';
import { answerDialog } from './answer.js';
import { button, copy, facts, fill, h, head, panel } from './dom.js';
import { data, link, time } from './format.js';
import { onChange } from './live.js';
import { dueText } from './waiting.js';
import { windowed } from './windowed.js';

export default async function callbacks(root, { signal }) {
  const side = h('div', {});
  let chosen = null;

  function answer(row) {
    answerDialog(row, () => {
      chosen = null;
      fill(side, panel(`${row.state} has its answer`, null, h('div', { class: 'body' },
        h('p', {}, 'See how the execution goes on: ', h('a', { href: link('execution', row.execution) }, row.name)))));
    });
  }

  function show(row) {
    chosen = row.token;
    fill(side, panel(row.state, button('Answer', () => answer(row), { class: 'primary' }), h('div', { class: 'body' },
      facts([
        ['Machine', h('a', { href: link('machine', row.machineArn) }, row.machine)],
        ['Execution', h('a', { href: link('execution', row.execution) }, row.name)],
        ['Waits since', time(row.since)],
        ['Until', dueText(row)],
      ]),
      data('Sent with it', row.arguments), data('Task token', row.token))));
  }

  const list = windowed({
    label: 'Tasks that wait for a callback',
    height: 560,
    columns: [
      { title: 'State', width: 'minmax(140px, 2fr)', cell: row => row.state },
      { title: 'Machine', width: 'minmax(90px, 1.3fr)', cell: row => row.machine },
      { title: 'Since', width: '112px', cell: row => time(row.since) },
      { title: 'Due', width: '112px', cell: row => (row.due ? time(row.due) : 'no limit') },
      { title: '', width: '150px', cell: row => h('span', { class: 'row' }, button('Answer', () => answer(row)), button('Token', () => copy(row.token, 'Task token'), { class: 'quiet' })) },
    ],
    load: async (offset, limit) => {
      const answer = await get('callbacks', { offset, limit }, signal);
      if (chosen !== null && offset === 0 && !answer.rows.some(row => row.token === chosen)) {
        chosen = null;
        fill(side);
      }
      return answer;
    },
    open: show,
    nothing: ['Nothing waits for a callback', 'Tasks with .waitForTaskToken, and those of activities, are listed here while they wait.'],
  });
  fill(root, head('Callbacks', { facts: 'Tasks that wait for an answer by their task token' }),
    h('section', { class: 'panel', 'aria-label': 'Callbacks' }, list.element), side);
  await list.reload();
  const reload = list.reloading(500, signal);
  onChange('callbacks', reload, signal);
}
