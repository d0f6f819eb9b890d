// The runs of distributed Maps, and their executions to walk into.
import { get } from './api.js';
import { fill, h } from './dom.js';
import { badge, link, time, took } from './format.js';
import { windowed } from './windowed.js';

const GONE = 'Its history has made room for newer ones (--retention-events, --retention-memory)';

export function mapRuns(arn, signal) {
  const element = h('div', { class: 'body' });
  const lists = new Map();

  function listOf(run) {
    if (!lists.has(run.arn)) {
      lists.set(run.arn, windowed({
        label: `Executions of ${run.state}`,
        height: 340,
        columns: [
          { title: 'Execution', width: 'minmax(140px, 2fr)', cell: row => (row.kept ? h('a', { href: link('execution', row.arn) }, row.name) : h('span', { class: 'soft', title: GONE }, row.name)) },
          { title: 'Status', width: '112px', cell: row => badge(row.status) },
          { title: 'Started', width: '112px', cell: row => time(row.start) },
          { title: 'Took', width: '80px', cell: took },
        ],
        load: (offset, limit) => get('children', { parent: arn, mapRun: run.arn, offset, limit }, signal),
        open: row => { if (row.kept) location.hash = link('execution', row.arn); },
        nothing: ['No executions', 'The Map run has started none.'],
      }));
    }
    return lists.get(run.arn);
  }

  async function reload(now) {
    fill(element, now.mapRuns.map(run => h('div', {},
      h('div', { class: 'row' }, h('h2', {}, run.state), badge(run.status), h('span', { class: 'hint' }, `${run.started} of ${run.size} executions started`)),
      listOf(run).element)));
    await Promise.all(now.mapRuns.map(run => listOf(run).reload()));
  }

  return { element, reload };
}
