// Words for times, statuses and data.
import { button, copy, h, notice } from './dom.js';

const TIME = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', second: '2-digit', fractionalSecondDigits: 3, hour12: false });
const DAY = new Intl.DateTimeFormat(undefined, { year: 'numeric', month: 'short', day: 'numeric' });

export function time(millis) {
  const date = new Date(millis);
  const today = new Date().toDateString() === date.toDateString();
  return today ? TIME.format(date) : `${DAY.format(date)} ${TIME.format(date)}`;
}

export function duration(millis) {
  if (millis < 1000) return `${Math.round(millis * 10) / 10} ms`;
  if (millis < 60_000) return `${(millis / 1000).toFixed(millis < 10_000 ? 2 : 1)} s`;
  const minutes = Math.floor(millis / 60_000);
  if (minutes < 60) return `${minutes} min ${Math.floor(millis / 1000) % 60} s`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} h ${minutes % 60} min` : `${Math.floor(hours / 24)} days`;
}

/** The time between the start and the stop of a row; nothing while it runs. */
export function took(row) {
  return row.stop ? duration(row.stop - row.start) : '';
}

const STATUS = {
  RUNNING: ['Running', 'blue running'], SUCCEEDED: ['Succeeded', 'green'], FAILED: ['Failed', 'red'],
  TIMED_OUT: ['Timed out', 'red'], ABORTED: ['Aborted', ''], CAUGHT: ['Caught error', 'orange'], IN_PROGRESS: ['In progress', 'blue running'],
};

export function badge(status) {
  const [text, style] = STATUS[status] ?? [status, ''];
  return h('span', { class: `badge ${style}` }, text);
}

export function httpBadge(status) {
  const style = status >= 500 ? 'red' : status >= 400 ? 'orange' : 'green';
  return h('span', { class: `badge ${style}` }, status);
}

/** The error and cause of an execution or of a visit. */
export function failure({ error, cause }) {
  return notice('red', error ?? 'No error name', h('div', { class: 'wrong' }, cause ?? ''));
}

/** The address of the view of one thing, such as an execution by its ARN. */
export function link(view, argument) {
  return `#/${view}/${encodeURIComponent(argument)}`;
}

/** The last part of an ARN. */
export function shortName(arn) {
  return arn.slice(arn.lastIndexOf(':') + 1);
}

const MOST_COLOURED = 60_000;
const MOST_SHOWN = 200_000;

/** JSON in order, or the text as it is. */
export function pretty(text) {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

/** The text of UTF-8 in Base64; empty when there is none. */
export function textOf(encoded) {
  return new TextDecoder().decode(Uint8Array.from(atob(encoded ?? ''), character => character.charCodeAt(0)));
}

/** A text's UTF-8 in Base64, of any length. */
export function base64(text) {
  return btoa(Array.from(new TextEncoder().encode(text), byte => String.fromCharCode(byte)).join(''));
}

function isParsed(text) {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

const TOKEN = /("(?:[^"\\]|\\.)*")(\s*:)?|(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|\b(true|false|null)\b/g;

function coloured(text) {
  const parts = [];
  let end = 0;
  for (const match of text.matchAll(TOKEN)) {
    parts.push(text.slice(end, match.index));
    const style = match[1] ? (match[2] ? 'k' : 's') : match[3] ? 'n' : 'w';
    parts.push(h('span', { class: style }, match[1] ?? match[0]));
    if (match[2]) parts.push(match[2]);
    end = match.index + match[0].length;
  }
  parts.push(text.slice(end));
  return parts;
}

/** Data with a heading and a button to copy it. */
export function data(title, text) {
  const whole = pretty(text);
  const isJson = /^\s*[[{"\d-tfn]/.test(whole) && isParsed(whole);
  const shown = whole.length > MOST_SHOWN ? `${whole.slice(0, MOST_SHOWN)}\n... (${whole.length} characters; copy gives all)` : whole;
  return h('div', { class: 'data' },
    h('div', { class: 'tools' }, h('h3', {}, title), button('Copy', () => copy(text, title), { class: 'quiet', 'aria-label': `Copy ${title}` })),
    h('pre', { tabindex: 0, 'aria-label': title, role: 'region' }, isJson && shown.length <= MOST_COLOURED ? coloured(shown) : shown));
}
