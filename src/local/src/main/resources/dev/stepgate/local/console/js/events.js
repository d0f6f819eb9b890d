// The events of an execution, filtered, loaded as one scrolls.
import { get } from './api.js';
import { button, dialog, fill, h } from './dom.js';
import { data, time } from './format.js';
import { windowed } from './windowed.js';

export function events(arn, chooseState, signal) {
  const failed = h('input', { type: 'checkbox' });
  const search = h('input', { type: 'search', placeholder: 'In names and data', 'aria-label': 'Search in events' });
  const type = h('select', { 'aria-label': 'Type of events' }, h('option', { value: '' }, 'Any type'),
    ['StateEntered', 'StateExited', 'Scheduled', 'Started', 'Succeeded', 'Failed', 'TimedOut', 'Aborted', 'Execution', 'MapIteration', 'MapRun'].map(text => h('option', { value: text }, text)));
  const within = h('span', { class: 'row' });
  const count = h('span', { class: 'hint' });
  let state = null;
  const list = windowed({
    label: 'Events',
    columns: [
      { title: 'Event', width: '52px', cell: row => row.id },
      { title: 'Time', width: '104px', cell: row => h('span', { class: 'soft' }, time(row.time)) },
      { title: 'Type', width: 'minmax(190px, 1fr)', cell: row => row.type },
      { title: 'State', width: 'minmax(100px, 1fr)', cell: row => (row.state ? button(place(row), () => chooseState(row), { class: 'quiet', tabindex: -1 }) : '') },
      { title: 'What happened', width: 'minmax(120px, 2.4fr)', cell: row => h('span', { class: 'mono', title: row.summary }, row.summary) },
    ],
    style: row => (row.failed ? 'failed' : ''),
    load: async (offset, limit) => {
      const answer = await get('events', { execution: arn, failed: failed.checked, state, type: type.value, search: search.value, offset, limit }, signal);
      count.textContent = answer.total === answer.all ? `${answer.all} events` : `${answer.total} of ${answer.all} events`;
      return answer;
    },
    open: async row => {
      const whole = await get('event', { execution: arn, id: row.id }, signal);
      dialog(`Event ${row.id}: ${row.type}`, h('div', {}, data('Event', JSON.stringify(unfolded(whole)))));
    },
    nothing: ['No such events', 'Nothing fits the filters.'],
  });
  const reload = list.reloading(300, signal);
  for (const input of [failed, type]) input.addEventListener('change', reload);
  search.addEventListener('input', reload);

  function filterState(name) {
    state = name;
    fill(within, name === null ? null : [h('span', { class: 'badge' }, `State: ${name}`), button('All states', () => filterState(null), { class: 'quiet' })]);
    reload();
  }

  const bar = h('div', { class: 'bar' }, h('label', { class: 'inline' }, failed, 'Failed only'), type, search, within, count);
  return { element: h('div', { class: 'panel-part' }, bar, list.element), reload: list.reload, filterState };
}

function place(row) {
  return row.places.length ? `${row.state} · ${row.places.at(-1)}` : row.state;
}

/** Texts that hold JSON, as JSON. */
function unfolded(value) {
  if (Array.isArray(value)) return value.map(unfolded);
  if (value && typeof value === 'object') return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, unfolded(inner)]));
  if (typeof value === 'string' && /^[[{]/.test(value)) {
    try {
      return JSON.parse(value);
    } catch {
      return value;
    }
  }
  return value;
}
