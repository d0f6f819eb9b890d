// What an execution waits for now, each with the moment when it is due.
import { button, fill, h } from './dom.js';
import { answerDialog } from './answer.js';
import { duration, time } from './format.js';

const WORDS = {
  TIMER: 'waits', RETRY: 'tries again', TASK: 'waits for the task’s answer', CALLBACK: 'waits for a callback', ACTIVITY: 'waits for a worker of its activity',
  MAP_RUN: 'waits for the executions of its Map run',
};

const SHORT = {
  TIMER: 'timer', RETRY: 'next attempt', TASK: 'answer of its task', CALLBACK: 'callback', ACTIVITY: 'worker of its activity', MAP_RUN: 'executions of its Map run',
};

/** What a row of a list waits for, such as `callback, in Ask`. */
export function waitingText(row) {
  if (!row.waiting) return '';
  const more = row.waitingCount > 1 ? ` and ${row.waitingCount - 1} more` : '';
  const text = `${SHORT[row.waiting.reason]}, in ${row.waiting.state}${more}`;
  return h('span', { title: `${row.waiting.state} ${WORDS[row.waiting.reason]}${more}; ${dueText(row.waiting)}` }, text);
}

export function waitingNotice(place, now, signal) {
  clearInterval(place.timer);
  if (!now.waiting.length) {
    fill(place);
    return;
  }
  const lines = now.waiting.map(each => line(each, now));
  fill(place, h('section', { class: 'notice', 'aria-label': 'What it waits for' }, h('h2', {}, 'Waiting'), lines.map(each => each.element),
    now.waitingCount > now.waiting.length ? h('p', { class: 'hint' }, `and ${now.waitingCount - now.waiting.length} more`) : null));
  const tick = () => lines.forEach(each => each.tick());
  tick();
  place.timer = setInterval(tick, 1000);
  signal.addEventListener('abort', () => clearInterval(place.timer));
}

function line(waiting, execution) {
  const due = h('span', { class: 'hint' });
  const element = h('div', { class: 'row' },
    h('strong', {}, waiting.state), h('span', {}, WORDS[waiting.reason]),
    waiting.attempt ? h('span', { class: 'hint' }, `after ${waiting.attempt} failed attempts`) : null,
    h('span', { class: 'hint' }, `since ${time(waiting.since)}`), due,
    waiting.token ? button('Answer', () => answerDialog({ ...waiting, machineArn: execution.machineArn })) : null);
  return { element, tick: () => { due.textContent = dueText(waiting); } };
}

export function dueText(waiting) {
  const parts = [];
  if (waiting.due) parts.push(`${waiting.reason === 'TIMER' || waiting.reason === 'RETRY' ? 'goes on' : 'times out'} at ${time(waiting.due)}, ${left(waiting.due)}`);
  if (waiting.heartbeatDue) parts.push(`heartbeat due at ${time(waiting.heartbeatDue)}, ${left(waiting.heartbeatDue)}`);
  return parts.length ? parts.join('; ') : waiting.reason === 'MAP_RUN' ? '' : 'without a limit';
}

function left(due) {
  const millis = due - Date.now();
  return millis > 0 ? `in ${duration(Math.round(millis / 1000) * 1000)}` : 'now';
}
