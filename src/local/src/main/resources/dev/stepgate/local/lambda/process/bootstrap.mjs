// SPDX-License-Identifier: Apache-2.0
// Runs the handler of a Node.js function: asks the Lambda Runtime API for an event, calls the handler, sends what came
// of it. Error types and messages are those of AWS's own client (aws-lambda-nodejs-runtime-interface-client).
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import util from 'node:util';
import Module, { createRequire, syncBuiltinESMExports } from 'node:module';
import { pathToFileURL } from 'node:url';

const ROOT = process.env.LAMBDA_TASK_ROOT;
const ADDRESS = process.env.AWS_LAMBDA_RUNTIME_API;
const RUNTIME = '/2018-06-01/runtime/';
const require = createRequire(path.join(ROOT, 'index.js'));

let requestId; // of the call that runs
let isReady = false; // the handler has been loaded
let whenIdle = () => {}; // what an empty event loop means at the moment

class RuntimeError extends Error {
  constructor(type, message, stack) {
    super(message);
    this.name = `Runtime.${type}`;
    this.stack = stack ?? `${this.name}: ${message}\n${this.stack.split('\n').slice(1).join('\n')}`;
  }
}

// Speaks HTTP/1.1 over one connection; node:http takes longer to load than all the rest.
class RuntimeApi {
  #received = Buffer.alloc(0);
  #awaited = [];
  #socket;

  // Sends all at once, which saves a round trip; ends with the headers and the body of the last response. The connection
  // keeps the process alive only meanwhile.
  exchange(...requests) {
    this.#socket ??= this.#connect();
    this.#socket.ref();
    this.#socket.write(Buffer.concat(requests));
    const responses = requests.map(() => new Promise((resolve) => this.#awaited.push(resolve)));
    return responses.at(-1);
  }

  #connect() {
    const [host, port] = ADDRESS.split(':');
    const socket = net.connect({ host, port, noDelay: true });
    socket.on('data', (bytes) => {
      this.#received = this.#received.length ? Buffer.concat([this.#received, bytes]) : bytes;
      while (this.#take());
    });
    socket.on('error', () => process.exit(1)); // whoever started this process is gone
    socket.on('end', () => process.exit(1));
    return socket;
  }

  #take() {
    const headEnd = this.#received.indexOf('\r\n\r\n');
    if (headEnd < 0) return false;
    const lines = this.#received.toString('latin1', 0, headEnd).split('\r\n').slice(1);
    const fields = lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]);
    const headers = Object.fromEntries(fields);
    const end = headEnd + 4 + Number(headers['content-length'] ?? 0);
    if (this.#received.length < end) return false;
    const body = this.#received.toString('utf8', headEnd + 4, end);
    this.#received = this.#received.subarray(end);
    const resolve = this.#awaited.shift();
    if (this.#awaited.length === 0) this.#socket.unref();
    resolve({ headers, body });
    return true;
  }
}

const api = new RuntimeApi();

function head(method, target, length, fields = '') {
  return `${method} ${RUNTIME}${target} HTTP/1.1\r\nHost: ${ADDRESS}\r\nContent-Length: ${length}\r\n${fields}\r\n`;
}

const next = () => Buffer.from(head('GET', 'invocation/next', 0));

function post(target, json, fields = '') {
  const body = Buffer.from(json);
  return Buffer.concat([Buffer.from(head('POST', target, body.length, `Content-Type: application/json\r\n${fields}`)), body]);
}

function asJson(error) {
  if (util.types.isNativeError(error) || (error?.name && error?.message && error?.stack)) {
    return { errorType: error.name, errorMessage: error.message, trace: String(error.stack).split('\n') };
  }
  return { errorType: typeof error, errorMessage: String(error), trace: [] };
}

function postOfError(error, target) {
  const json = asJson(error);
  const type = json.errorType.replace(/[^\x20-\x7e]/g, '?');
  return post(target, JSON.stringify(json), `Lambda-Runtime-Function-Error-Type: ${type}\r\n`);
}

const errorTarget = () => (isReady ? `invocation/${requestId}/error` : 'init/error');

function log(level, ...message) {
  const entry = `${new Date().toISOString()}\t${requestId}\t${level}\t${util.format(...message)}\n`;
  fs.writeSync(1, entry);
}

function logError(what, error) {
  const members = (_, value) =>
    value instanceof Error
      ? { errorType: value.name, errorMessage: value.message, code: value.code, ...value, stack: String(value.stack).split('\n') }
      : value;
  let text;
  try {
    text = JSON.stringify(error, members);
  } catch {
    text = JSON.stringify(asJson(error));
  }
  log('ERROR', `${what}\t${text}`);
}

function patchConsole() {
  const levels = { trace: 'TRACE', debug: 'DEBUG', log: 'INFO', info: 'INFO', warn: 'WARN', error: 'ERROR' };
  for (const [name, level] of Object.entries(levels)) {
    console[name] = (...message) => log(level, ...message);
  }
  console.fatal = (...message) => log('FATAL', ...message);
}

function refuseStreaming() {
  const streamifyResponse = () => {
    throw new RuntimeError('MalformedStreamingHandler', 'response streaming is not here: awslambda.streamifyResponse');
  };
  globalThis.awslambda = { streamifyResponse };
}

// The path at the AWS endpoint of a signed call of a service of AWS; undefined for any other request.
function servicePath(options) {
  const host = options?.hostname ?? options?.host;
  const isSigned = Object.entries(options?.headers ?? {}).some(([name, value]) => /^authorization$/i.test(name) && /^AWS4-/.test(value));
  if (!/\.amazonaws\.com(\.cn)?$/.test(host ?? '') || !isSigned) return undefined;
  const connections = options.path.search(/\/(@|%40)connections\//);
  if (host.includes('.execute-api.')) return connections < 0 ? undefined : options.path.slice(connections);
  const bucket = /^(.+)\.s3[.-]/.exec(host);
  return bucket ? `/${bucket[1]}${options.path}` : options.path;
}

// Sends such calls to the AWS endpoint: version 2 of the SDK does not know AWS_ENDPOINT_URL, and what posts to connections
// has the domain name of its event. As soon as node:https is loaded: it takes long to load, and many functions do without it.
let isRedirected = false;
function redirectServices() {
  if (isRedirected || !process.moduleLoadList?.includes('NativeModule https')) return;
  isRedirected = true;
  const https = require('node:https');
  const { request } = https;
  https.request = (options, ...rest) => {
    const path = servicePath(options);
    if (path === undefined) return request(options, ...rest);
    const { hostname, port, host } = new URL(process.env.AWS_ENDPOINT_URL);
    const headers = Object.fromEntries(Object.entries(options.headers).filter(([name]) => name.toLowerCase() !== 'host'));
    const local = { ...options, protocol: 'http:', hostname, host: hostname, port, path, headers: { ...headers, host }, agent: undefined };
    return require('node:http').request(local, ...rest);
  };
  syncBuiltinESMExports();
}

// Version 2 of the SDK requires node:https only when it sends.
function watchRequires() {
  const load = Module._load;
  Module._load = function loadAndRedirect(request, ...rest) {
    const loaded = load.call(this, request, ...rest);
    if (/^(node:)?https$/.test(request)) redirectServices();
    return loaded;
  };
}

function isModule(folder) {
  const description = path.join(folder, 'package.json');
  if (fs.existsSync(description)) {
    return JSON.parse(fs.readFileSync(description)).type === 'module';
  }
  const parent = path.dirname(folder);
  return parent !== folder && !folder.endsWith('/node_modules') && isModule(parent);
}

async function loadFile(base, module) {
  const imported = (extension) => import(pathToFileURL(base + extension).href);
  if (fs.existsSync(base) && fs.statSync(base).isFile()) return require(base);
  if (fs.existsSync(base + '.js')) return isModule(path.dirname(base)) ? imported('.js') : require(base + '.js');
  if (fs.existsSync(base + '.mjs')) return imported('.mjs');
  if (fs.existsSync(base + '.cjs')) return require(base + '.cjs');
  return require(require.resolve(module, { paths: [ROOT, path.dirname(base)] }));
}

async function load(name) {
  if (name.includes('..')) {
    const rule = 'Use absolute paths when specifying root directories in handler names.';
    throw new RuntimeError('MalformedHandlerName', `'${name}' is not a valid handler name. ${rule}`);
  }
  const file = path.basename(name);
  const dot = file.indexOf('.');
  if (dot < 0) throw new RuntimeError('MalformedHandlerName', 'Bad handler');
  const folder = name.slice(0, name.length - file.length);
  let loaded;
  try {
    loaded = await loadFile(path.resolve(ROOT, folder, file.slice(0, dot)), file.slice(0, dot));
  } catch (e) {
    if (e instanceof SyntaxError) throw new RuntimeError('UserCodeSyntaxError', String(e), e.stack);
    if (e?.code === 'MODULE_NOT_FOUND') throw new RuntimeError('ImportModuleError', String(e));
    throw e;
  }
  const handler = file.slice(dot + 1).split('.').reduce((value, key) => value?.[key], loaded);
  if (!handler) throw new RuntimeError('HandlerNotFound', `${name} is undefined or not exported`);
  if (typeof handler !== 'function') throw new RuntimeError('HandlerNotFound', `${name} is not a function`);
  return handler;
}

function contextOf(headers) {
  const { env } = process;
  const parsed = (name) => (headers[name] === undefined ? undefined : JSON.parse(headers[name]));
  return {
    functionName: env.AWS_LAMBDA_FUNCTION_NAME,
    functionVersion: env.AWS_LAMBDA_FUNCTION_VERSION,
    memoryLimitInMB: env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
    logGroupName: env.AWS_LAMBDA_LOG_GROUP_NAME,
    logStreamName: env.AWS_LAMBDA_LOG_STREAM_NAME,
    invokedFunctionArn: headers['lambda-runtime-invoked-function-arn'],
    awsRequestId: requestId,
    tenantId: headers['lambda-runtime-aws-tenant-id'],
    clientContext: parsed('lambda-runtime-client-context'),
    identity: parsed('lambda-runtime-cognito-identity'),
    getRemainingTimeInMillis: () => headers['lambda-runtime-deadline-ms'] - Date.now(),
  };
}

const NEVER_SETTLED =
  'The Lambda runtime client detected an unexpected Node.js exit code. This is most commonly caused by a Promise that was' +
  ' never settled. For more information, see https://nodejs.org/docs/latest/api/process.html#exit-codes';

// Ends with {error} or {result}, by whichever of its ways the handler has answered first.
function call(handler, body, headers) {
  return new Promise((resolve) => {
    let isOver = false;
    const end = (error, result) => {
      if (isOver) return;
      isOver = true;
      whenIdle = () => {};
      resolve(error === undefined || error === null ? { result } : { error });
    };
    let isCalled = false;
    let waits = true;
    const callback = (error, result) => {
      if (isCalled) return;
      isCalled = true;
      if ((error !== undefined && error !== null) || !waits) end(error, result);
      else whenIdle = () => end(null, result);
    };
    whenIdle = () =>
      handler.constructor.name === 'AsyncFunction' ? end(new RuntimeError('NodeJsExit', NEVER_SETTLED)) : end(null, null);
    try {
      const context = contextOf(headers);
      Object.assign(context, { succeed: (result) => end(null, result), fail: (error) => end(error ?? 'handled'), done: end });
      Object.defineProperty(context, 'callbackWaitsForEmptyEventLoop', {
        enumerable: true, get: () => waits, set: (value) => { waits = value; },
      });
      const result = handler(JSON.parse(body), context, callback);
      if (typeof result?.then === 'function') result.then(context.succeed, context.fail);
    } catch (e) {
      callback(e);
    }
  });
}

function serialized(result) {
  try {
    return JSON.stringify(result === undefined ? null : result) ?? 'null';
  } catch {
    throw new Error('Unable to stringify response body');
  }
}

function answer(outcome) {
  try {
    if ('error' in outcome) throw outcome.error;
    return post(`invocation/${requestId}/response`, serialized(outcome.result));
  } catch (e) {
    logError('Invoke Error', e);
    return postOfError(e, `invocation/${requestId}/error`);
  }
}

async function serve(handler) {
  let event = await api.exchange(next());
  for (;;) {
    const { headers, body } = event;
    requestId = headers['lambda-runtime-aws-request-id'];
    process.env._X_AMZN_TRACE_ID = headers['lambda-runtime-trace-id'] ?? '';
    redirectServices();
    const outcome = await call(handler, body, headers);
    event = await api.exchange(answer(outcome), next());
  }
}

function watch() {
  process.on('beforeExit', () => whenIdle());
  process.on('uncaughtException', async (error) => {
    logError('Uncaught Exception', error);
    await api.exchange(postOfError(error, errorTarget()));
    process.exit(129);
  });
  process.on('unhandledRejection', async (reason) => {
    const error = new RuntimeError('UnhandledPromiseRejection', String(reason), reason?.stack && `Runtime.UnhandledPromiseRejection: ${reason.stack}`);
    logError('Unhandled Promise Rejection', error);
    await api.exchange(postOfError(error, errorTarget()));
    process.exit(128);
  });
}

patchConsole();
refuseStreaming();
watchRequires();
watch();
let handler;
try {
  handler = await load(process.env._HANDLER);
} catch (e) {
  logError('Uncaught Exception', e);
  await api.exchange(postOfError(e, 'init/error'));
  process.exit(129);
}
isReady = true;
serve(handler);
