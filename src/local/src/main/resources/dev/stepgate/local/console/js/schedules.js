// Rules of event buses and schedules, and an event to put.
import { aws } from './api.js';
import { button, facts, field, fill, h, panel, toast } from './dom.js';
import { data } from './format.js';
import { resources } from './resource.js';

export default async function schedules(root, { signal }) {
  const [{ EventBuses: buses = [] }, { Schedules: all = [] }] = await Promise.all([aws('events', 'ListEventBuses', {}, signal), aws('scheduler', 'ListSchedules', {}, signal)]);
  await resources(root, 'Events and schedules', [
    ...buses.map(each => ({ name: each.Name, detail: 'Event bus', show: place => bus(place, each.Name, signal) })),
    ...all.map(each => ({ name: each.Name, detail: `Schedule in ${each.GroupName}`, show: place => schedule(place, each, signal) })),
  ], ['No event buses and schedules', 'The template describes none.']);
}

async function bus(place, name, signal) {
  const { Rules: rules = [] } = await aws('events', 'ListRules', { EventBusName: name }, signal);
  const targets = await Promise.all(rules.map(rule => aws('events', 'ListTargetsByRule', { Rule: rule.Name, EventBusName: name }, signal)));
  const source = h('input', { value: 'console' });
  const type = h('input', { value: 'Tried in the console' });
  const detail = h('textarea', { rows: 5, spellcheck: false, value: '{}' });
  fill(place,
    panel(`Rules of ${name}`, null, h('div', { class: 'body' }, rules.length ? rules.map((rule, i) => h('details', {}, h('summary', {}, `${rule.Name} (${rule.State})`),
      h('p', {}, rule.ScheduleExpression ? h('code', {}, rule.ScheduleExpression) : null), rule.EventPattern ? data('Pattern', rule.EventPattern) : null,
      data('Targets', JSON.stringify(targets[i].Targets ?? [])))) : h('p', { class: 'hint' }, 'The bus has no rules.'))),
    panel('Put an event', null, h('div', { class: 'body' }, field('Source', source), field('Detail type', type), field('Detail', detail), button('Put', async () => {
      const answer = await aws('events', 'PutEvents', { Entries: [{ EventBusName: name, Source: source.value, DetailType: type.value, Detail: detail.value }] });
      const [entry] = answer.Entries;
      if (entry.ErrorCode) throw new Error(`${entry.ErrorCode}: ${entry.ErrorMessage}`);
      toast('The bus took the event');
    }, { class: 'primary' }))));
}

async function schedule(place, listed, signal) {
  const described = await aws('scheduler', 'GetSchedule', { Name: listed.Name, GroupName: listed.GroupName }, signal);
  fill(place, panel(listed.Name, null, h('div', { class: 'body' }, facts([
    ['When', h('span', { class: 'mono' }, described.ScheduleExpression)], ['Time zone', described.ScheduleExpressionTimezone ?? 'UTC'], ['State', described.State]]),
  data('Target', JSON.stringify(described.Target)))));
}
