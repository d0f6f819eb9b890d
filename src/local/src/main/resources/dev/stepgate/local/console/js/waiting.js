// What an execution waits for now, each with the moment when it is due.
import { button, fill, h } from './dom.js';
import { answerDialog } from './answer.js';
import { duration, time } from './format.js';

const WORDS = {
  TIMER: 'waits', RETRY: 'tries again', TASK: 'waits for the task’s answer', CALLBACK: 'waits for a callback', MAP_RUN: 'waits for the executions of its Map run',
};

export function waitingNotice(place, now, signal) {
  clearInterval(place.timer);
  if (!now.waiting.length) {
    fill(place);
    return;
  }
  const lines = now.waiting.map(each => line(each));
  fill(place, h('section', { class: 'notice', 'aria-label': 'What it waits for' }, h('h2', {}, 'Waiting'), lines.map(each => each.element),
    now.waitingCount > now.waiting.length ? h('p', { class: 'hint' }, `and ${now.waitingCount - now.waiting.length} more`) : null));
  const tick = () => lines.forEach(each => each.tick());
  tick();
  place.timer = setInterval(tick, 1000);
  signal.addEventListener('abort', () => clearInterval(place.timer));
}

function line(waiting) {
  const due = h('span', { class: 'hint' });
  const element = h('div', { class: 'row' },
    h('strong', {}, waiting.state), h('span', {}, WORDS[waiting.reason]),
    waiting.attempt ? h('span', { class: 'hint' }, `after ${waiting.attempt} failed attempts`) : null,
    h('span', { class: 'hint' }, `since ${time(waiting.since)}`), due,
    waiting.reason === 'CALLBACK' ? button('Answer', () => answerDialog(waiting.token, waiting.state)) : null);
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
