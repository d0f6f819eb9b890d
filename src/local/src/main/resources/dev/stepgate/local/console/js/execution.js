// One execution: its graph as it runs, what it waits for, every state's data, its events and times.
import { aws, get } from './api.js';
import { button, copy, fill, h, panel, toast } from './dom.js';
import { badge, data, duration, failure, link, shortName, time } from './format.js';
import { events } from './events.js';
import { graph } from './graph.js';
import { onChange, throttled, watchExecution } from './live.js';
import { cliLine, testOf } from './snippets.js';
import { startDialog } from './start.js';
import { tabs } from './tabs.js';
import { timeline } from './timeline.js';
import { stateDetails } from './state.js';
import { waitingNotice } from './waiting.js';
import { mapRuns } from './mapruns.js';
import { iterations } from './iterations.js';

export default async function execution(root, { argument: arn, query, signal }) {
  let now = await get('execution', { arn }, signal);
  const head = h('div', { class: 'head' });
  const waiting = h('div', {});
  const side = h('div', {});
  let chosen = null;
  const picture = graph({ execution: arn }, state => { chosen = state; side.shown = null; drawSide().catch(() => {}); list.filterState(state); }, signal);
  const list = events(arn, event => picture.select(event.state), signal);
  list.element.addEventListener('shown', () => list.reload().catch(() => {}));
  const times = timeline(arn, () => now, row => showVisit(row), signal);
  const runs = mapRuns(arn, signal);
  const rounds = iterations(arn, place => { times.within(place); shown.go('Timeline'); }, signal);

  async function drawSide() {
    if (chosen === null) {
      fill(side, panel('Input and output', null, h('div', { class: 'body' },
        now.error || now.cause ? failure(now) : null,
        data('Input', now.input), now.output === undefined ? h('p', { class: 'hint' }, now.status === 'RUNNING' ? 'It has no output yet.' : 'It has no output.') : data('Output', now.output))));
    } else {
      await stateDetails(side, { arn, state: chosen, close: () => picture.select(chosen), signal });
    }
  }

  function showVisit(row) {
    picture.select(row.state);
    stateDetails(side, { arn, state: row.state, number: row.number, close: () => picture.select(row.state), signal }).catch(failure => toast(failure.message, 'red'));
    side.scrollIntoView({ block: 'nearest' });
  }

  function drawHead() {
    const running = now.status === 'RUNNING';
    fill(head,
      h('div', { class: 'title' },
        h('div', { class: 'crumb' }, h('a', { href: link('machine', now.machineArn) }, now.machine),
          now.parent ? [' / ', h('a', { href: link('execution', now.parent) }, shortName(now.parent))] : null),
        h('h1', {}, now.name),
        h('div', { class: 'facts' }, badge(now.status),
          h('span', {}, `started ${time(now.start)}`),
          now.stop ? h('span', {}, `took ${duration(now.stop - now.start)}`) : null,
          h('span', {}, `${now.events} events`),
          now.redrives ? h('span', {}, `redriven ${now.redrives} times`) : null)),
      h('div', { class: 'actions' },
        running && now.type === 'STANDARD' ? button('Stop', () => aws('states', 'StopExecution', { executionArn: arn, cause: 'Stopped in the console' }), { class: 'danger' }) : null,
        !running && now.status !== 'SUCCEEDED' && now.type === 'STANDARD' && !now.parent ? button('Redrive', () => aws('states', 'RedriveExecution', { executionArn: arn })) : null,
        now.parent ? null : button('Start again', () => startDialog(now.machineArn, now.input)),
        now.parent ? null : [
          button('Copy as AWS CLI', async () => copy(cliLine(now, (await get('overview')).aws), 'Line for the shell')),
          button('Copy as test', () => copy(testOf(now), 'Test'))]));
  }

  async function refresh() {
    now = await get('execution', { arn }, signal);
    drawHead();
    waitingNotice(waiting, now, signal);
    const seen = [list, times].filter(each => each.element.isConnected);
    if (rounds.element.isConnected || !rounds.element.count) seen.push(rounds);
    await Promise.all([picture.reload(), drawSide(), runs.reload(now), ...seen.map(each => each.reload())]);
  }

  drawHead();
  waitingNotice(waiting, now, signal);
  const shown = tabs('Parts of the execution', [
    { title: 'Events', content: list.element },
    { title: 'Timeline', content: times.element },
    { title: 'Iterations', content: rounds.element, hidden: () => !rounds.element.count },
    { title: 'Map runs', content: runs.element, hidden: () => now.mapRuns.length === 0 },
  ], query.get('tab'));
  fill(root, head, waiting,
    h('div', { class: 'columns wide-left' }, panel('Graph', picture.zoom, picture.element), side),
    h('section', { class: 'panel', 'aria-label': 'History' }, shown.element));
  await Promise.all([picture.reload(), drawSide(), list.reload(), times.reload(), rounds.reload(), runs.reload(now)]);
  shown.draw();
  watchExecution(arn, signal);
  onChange('execution', throttled(() => refresh().then(() => shown.draw(), () => {}), 300, signal), signal);
}
