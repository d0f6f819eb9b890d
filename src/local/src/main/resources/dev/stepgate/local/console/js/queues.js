// Queues and topics: look, send, receive, send back, purge, publish.
import { aws, get } from './api.js';
import { button, dialog, facts, field, fill, h, panel, table, toast } from './dom.js';
import { data, shortName, time } from './format.js';
import { resources } from './resource.js';
import { windowed } from './windowed.js';

const PLACES = { VISIBLE: 'can be received', DELAYED: 'delayed', IN_FLIGHT: 'in flight', GONE: 'gone' };

export default async function queues(root, { signal }) {
  const [queued, topics] = await Promise.all([aws('sqs', 'ListQueues', {}, signal), aws('sns', 'ListTopics', {}, signal)]);
  await resources(root, 'Queues and topics', [
    ...(queued.QueueUrls ?? []).map(url => ({ name: url.slice(url.lastIndexOf('/') + 1), detail: 'SQS queue', show: place => queue(place, url, signal) })),
    ...(topics.Topics ?? []).map(each => ({ name: shortName(each.TopicArn), detail: 'SNS topic', show: place => topic(place, each.TopicArn, signal) })),
  ], ['No queues and topics', 'The template describes none, and none was created by an API.']);
}

async function queue(place, url, signal) {
  const name = url.slice(url.lastIndexOf('/') + 1);
  const numbers = h('span', { class: 'hint' });
  const list = windowed({
    label: `Messages in ${name}`,
    height: 400,
    columns: [
      { title: 'Sent', width: '112px', cell: row => h('span', { class: 'soft' }, time(row.sent)) },
      { title: 'Where', width: '124px', cell: row => PLACES[row.place] },
      { title: 'Received', width: '72px', cell: row => row.received },
      { title: 'Body', width: 'minmax(140px, 1fr)', cell: row => h('span', { class: 'mono' }, row.body.slice(0, 300)) },
    ],
    load: async (offset, limit) => {
      const answer = await get('held', { queue: url, offset, limit }, signal);
      numbers.textContent = answer.total === 1 ? '1 message' : `${answer.total} messages`;
      return answer;
    },
    open: row => dialog(`Message ${row.id}`, h('div', {},
      facts([['Sent', time(row.sent)], ['Visible', time(row.visible)], ['Received', row.received], ...(row.group ? [['Group', row.group]] : [])]),
      data('Body', row.body), Object.keys(row.attributes ?? {}).length ? data('Attributes', JSON.stringify(row.attributes)) : null)),
    nothing: ['No messages', 'Looking does not receive them.'],
  });
  const attributes = (await aws('sqs', 'GetQueueAttributes', { QueueUrl: url, AttributeNames: ['All'] }, signal)).Attributes ?? {};

  const sources = await aws('sqs', 'ListDeadLetterSourceQueues', { QueueUrl: url }, signal);

  async function send() {
    const body = h('textarea', { rows: 6, spellcheck: false });
    const group = h('input', { value: 'console' });
    const box = dialog(`Send to ${name}`, h('div', {}, field('Body', body), name.endsWith('.fifo') ? field('Message group', group) : null), button('Send', async () => {
      const fifo = name.endsWith('.fifo') ? { MessageGroupId: group.value, MessageDeduplicationId: crypto.randomUUID() } : {};
      await aws('sqs', 'SendMessage', { QueueUrl: url, MessageBody: body.value, ...fifo });
      box.close();
      toast('Sent');
      await list.reload();
    }, { class: 'primary' }));
  }

  async function receive() {
    const answer = await aws('sqs', 'ReceiveMessage', { QueueUrl: url, MaxNumberOfMessages: 1, WaitTimeSeconds: 0, MessageAttributeNames: ['All'] });
    const message = answer.Messages?.[0];
    await list.reload();
    if (!message) {
      toast('There is nothing to receive');
      return;
    }
    const box = dialog('Received', h('div', {}, data('Body', message.Body)), button('Delete it', async () => {
      await aws('sqs', 'DeleteMessage', { QueueUrl: url, ReceiptHandle: message.ReceiptHandle });
      box.close();
      await list.reload();
    }, { class: 'danger' }));
  }

  async function purge() {
    const box = dialog(`Purge ${name}?`, h('p', {}, 'All its messages are deleted.'), button('Purge', async () => {
      await aws('sqs', 'PurgeQueue', { QueueUrl: url });
      box.close();
      await list.reload();
    }, { class: 'danger' }));
  }

  async function sendBack() {
    await aws('sqs', 'StartMessageMoveTask', { SourceArn: attributes.QueueArn });
    toast('Each message goes back to the queue that gave it up');
    await list.reload();
  }

  fill(place, panel(name, h('span', { class: 'row' }, numbers, button('Send', send), button('Receive', receive),
    sources.queueUrls?.length ? button('Send back', sendBack, { title: 'To the queues that gave the messages up' }) : null, button('Purge', purge, { class: 'danger' })), list.element),
    panel('Attributes', null, h('div', { class: 'body' }, facts(Object.entries(attributes), 'mono'))));
  await list.reload();
  const timer = setInterval(() => (place.isConnected && place.contains(list.element) ? list.reload().catch(() => {}) : null), 2000);
  signal.addEventListener('abort', () => clearInterval(timer));
}

async function topic(place, arn, signal) {
  const { Subscriptions: subscriptions = [] } = await aws('sns', 'ListSubscriptionsByTopic', { TopicArn: arn }, signal);
  const message = h('textarea', { rows: 5, spellcheck: false });
  const subject = h('input', {});
  fill(place, panel(shortName(arn), null, h('div', { class: 'body' }, field('Subject', subject), field('Message', message), button('Publish', async () => {
    await aws('sns', 'Publish', { TopicArn: arn, Message: message.value, ...(subject.value ? { Subject: subject.value } : {}) });
    toast('Published');
  }, { class: 'primary' }))),
  panel('Subscriptions', null, subscriptions.length ? table(['Protocol', 'Endpoint'],
    h('tbody', {}, subscriptions.map(each => h('tr', {}, h('td', {}, each.Protocol), h('td', { class: 'mono' }, each.Endpoint))))) : h('div', { class: 'body hint' }, 'None')));
}
