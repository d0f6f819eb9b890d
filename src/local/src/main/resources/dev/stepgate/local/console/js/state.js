// One state of an execution: each visit with its data, attempts and errors.
import { get } from './api.js';
import { button, facts, fill, h, panel } from './dom.js';
import { badge, data, duration, failure, time } from './format.js';

export async function stateDetails(side, { arn, state, number, close, signal }) {
  const visits = await get('visits', { execution: arn, state, limit: 200 }, signal);
  if (!visits.rows.length) {
    fill(side, panel(state, button('Close', close, { class: 'quiet' }), h('div', { class: 'body' }, h('p', { class: 'hint' }, 'The execution has not come here.'))));
    return;
  }
  const known = side.shown?.state === state ? side.shown.number : null;
  const wanted = number ?? known ?? visits.rows.at(-1).number;
  const choice = h('select', { 'aria-label': 'Visit' }, visits.rows.map(visit => h('option', { value: visit.number }, label(visit, visits))));
  choice.value = String(wanted);
  const body = h('div', { class: 'body' });
  choice.addEventListener('change', () => draw(Number(choice.value)).catch(failure => fill(body, h('p', { class: 'wrong' }, failure.message))));

  async function draw(visit) {
    side.shown = { state, number: visit };
    fill(body, details(await get('visit', { execution: arn, number: visit }, signal)));
  }

  await draw(wanted);
  fill(side, panel(state, [visits.total > 1 ? choice : null, button('Close', close, { class: 'quiet' })], body));
}

function label(visit, visits) {
  const place = visit.places.length ? visit.places.join(' ') : `Visit ${visits.rows.indexOf(visit) + 1}`;
  return `${place}, ${visit.status.toLowerCase().replaceAll('_', ' ')}`;
}

function details(visit) {
  const tries = visit.tries;
  return [
    facts([
      ['Status', badge(visit.status)],
      ['Type', visit.type],
      ...(visit.places.length ? [['Within', visit.places.join(' › ')]] : []),
      ['Entered', [time(visit.start), visit.stop ? `, for ${duration(visit.stop - visit.start)}` : '']],
      ...(tries.length > 1 ? [['Attempts', tries.length]] : []),
    ]),
    visit.error !== undefined || visit.cause !== undefined ? failure(visit) : null,
    visit.input === undefined ? null : data('Input', visit.input),
    tries.length === 1 ? oneTry(tries[0]) : tries.map((attempt, i) => h('details', { open: i === tries.length - 1 },
      h('summary', {}, `Attempt ${i + 1} at ${time(attempt.scheduled)}${attempt.error ? `: ${attempt.error}` : ''}`), oneTry(attempt))),
    visit.output === undefined ? null : data('Output', visit.output),
    visit.variables ? data('Variables assigned', JSON.stringify(Object.fromEntries(Object.entries(visit.variables).map(([name, text]) => [name, JSON.parse(text)])))) : null,
  ];
}

function called(attempt) {
  if (attempt.resourceType) return `${attempt.resourceType}:${attempt.resource}`;
  return attempt.resource.split(':').slice(6).join(':') || attempt.resource;
}

function oneTry(attempt) {
  return [
    attempt.arguments === undefined ? null : data(attempt.resource ? `Arguments to ${called(attempt)}` : 'Arguments', attempt.arguments),
    attempt.result === undefined ? null : data('Result', attempt.result),
    attempt.error === undefined && attempt.cause === undefined ? null : h('div', {}, h('h3', {}, attempt.error ?? 'Error'), h('p', { class: 'wrong' }, attempt.cause ?? '')),
  ];
}
