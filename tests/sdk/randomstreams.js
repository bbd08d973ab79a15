// SPDX-License-Identifier: GPL-3.0-or-later
// Streams as servers send them, made at random from a seed: the events of an answer, with what servers differ in (order,
// missing and null fields, comments, line ends), cut into pieces anywhere. `features` names what is in a stream.

export class Random {
  constructor(seed) {
    this.state = seed >>> 0;
  }
  // A number from 0 up to (and without) `limit`; xorshift32.
  below(limit) {
    this.state ^= this.state << 13;
    this.state ^= this.state >>> 17;
    this.state ^= this.state << 5;
    return (this.state >>> 0) % limit;
  }
  chance(percent) {
    return this.below(100) < percent;
  }
  of(list) {
    return list[this.below(list.length)];
  }
}

const words = ['Hi', ' there', '\n', '"', '\\', ' é', ' 漢字', ' 😀', '\u2028', '{}', 'data: x', '\t', ' ', '[DONE]', '\u0000', '</b>'];
const textOf = (random) => Array.from({ length: random.below(4) }, () => random.of(words)).join('');

// The same JSON as servers write it: with blanks, or with letters escaped.
function written(random, value) {
  const json = JSON.stringify(value, null, random.chance(5) ? 1 : 0).replaceAll('\n', ' ');
  return random.chance(20) ? json.replace(/[^\x20-\x7e]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`) : json;
}

// Cuts the bytes into pieces anywhere.
function cut(random, text) {
  const bytes = new TextEncoder().encode(text);
  const longest = 1 + random.below(random.of([3, 40, 400]));
  const pieces = [];
  for (let at = 0; at < bytes.length; at += pieces.at(-1).length)
    pieces.push(bytes.slice(at, at + 1 + random.below(longest)));
  return pieces;
}

// Lines of a stream, with the line end and the comments of this server.
class Writer {
  constructor(random, features) {
    this.random = random;
    this.end = random.of(['\n', '\n', '\n', '\r\n']);
    this.space = random.chance(90) ? ' ' : '';
    this.comments = random.chance(20);
    this.text = '';
    if (random.chance(3)) {
      this.text += '\ufeff';
      features.add('mark');
    }
  }
  event(data, name) {
    if (this.comments && this.random.chance(30)) this.text += `:${this.random.of(['', ' ping', ' keep-alive'])}${this.end}${this.end}`;
    if (name) this.text += `event:${this.space}${name}${this.end}`;
    if (this.random.chance(3)) this.text += `id: ${this.random.below(9)}${this.end}`;
    this.text += `data:${this.space}${data}${this.end}${this.end}`;
  }
}

// Cuts a text into the fragments of deltas.
function fragments(random, text) {
  const parts = [];
  for (let rest = text; rest !== ''; rest = rest.slice(parts.at(-1).length)) parts.push(rest.slice(0, 1 + random.below(6)));
  return parts;
}

const argumentsOf = (random) => JSON.stringify(random.of([{}, { city: 'Paris' }, { a: [1, 2.5, null], b: { c: 'é"\\' } }, { n: -3e2 }]));

// The fragments of one call, as deltas of `tool_calls`.
function callDeltas(random, index) {
  const [first, ...rest] = ['', ...fragments(random, argumentsOf(random))];
  const head = { index, id: `call_${index}`, type: 'function', function: { name: random.of(['get', 'set']), arguments: first } };
  return [head, ...rest.map((part) => ({ index, function: { arguments: part } }))].map((call) => ({ tool_calls: [call] }));
}

function choiceDeltas(random, features) {
  const deltas = [random.chance(80) ? { role: 'assistant', content: random.of(['', null]) } : { role: 'assistant' }];
  for (let i = random.below(8); i > 0; --i) {
    const text = textOf(random);
    deltas.push(random.chance(5) ? {} : { content: random.chance(3) ? null : text });
  }
  if (random.chance(3)) deltas.push({ refusal: textOf(random) }, { refusal: textOf(random) });
  const calls = random.chance(25) ? 1 + random.below(3) : 0;
  if (calls) features.add('calls');
  for (let index = 0; index < calls; ++index) deltas.push(...callDeltas(random, index));
  return { deltas, finish: random.of(['stop', 'stop', 'length', calls ? 'tool_calls' : 'stop']) };
}

export function chatCompletionsStream(random) {
  const features = new Set();
  const writer = new Writer(random, features);
  const head = { id: 'chatcmpl-1', object: 'chat.completion.chunk', created: 1, model: 'm' };
  const send = (choices, more = {}) => writer.event(written(random, { ...head, choices, ...more }));
  const choices = Array.from({ length: random.chance(15) ? 2 : 1 }, (_, index) => ({ index, ...choiceDeltas(random, features) }));
  const usageOnEach = random.chance(10);
  while (choices.some(({ deltas }) => deltas.length)) {
    const { index, deltas } = random.of(choices.filter((choice) => choice.deltas.length));
    send([{ index, delta: deltas.shift(), finish_reason: null, ...(random.chance(5) ? { logprobs: null } : {}) }], usageOnEach ? { usage: null } : {});
  }
  for (const { index, finish } of choices) send([{ index, delta: {}, finish_reason: finish }]);
  if (random.chance(50)) send([], { usage: { prompt_tokens: random.below(99), completion_tokens: random.below(99), total_tokens: 99 } });
  if (random.chance(4)) {
    features.add('error');
    writer.event(written(random, { error: { message: 'Too much', type: 'server_error', code: random.of([null, 'x', 500]) } }));
  }
  writer.event('[DONE]');
  return finished(random, writer, features);
}

// The stream, sometimes broken off.
function finished(random, writer, features) {
  if (random.chance(5)) {
    features.add('cut');
    writer.text = writer.text.slice(0, random.below(writer.text.length));
  }
  return { features, pieces: cut(random, writer.text) };
}

// The events of one block of a message.
function blockEvents(random, index, features) {
  const delta = (value) => ({ type: 'content_block_delta', index, delta: value });
  const kind = random.of(['text', 'text', 'tool_use', 'thinking']);
  features.add(kind);
  const bodies = {
    text: () => ({ block: { type: 'text', text: '' }, deltas: Array.from({ length: random.below(5) }, () => ({ type: 'text_delta', text: textOf(random) })) }),
    thinking: () => ({
      block: { type: 'thinking', thinking: '', signature: '' },
      deltas: [{ type: 'thinking_delta', thinking: textOf(random) }, { type: 'signature_delta', signature: 'c2ln' }],
    }),
    tool_use: () => ({
      block: { type: 'tool_use', id: `toolu_${index}`, name: 'get', input: {} },
      deltas: ['', ...fragments(random, argumentsOf(random))].map((part) => ({ type: 'input_json_delta', partial_json: part })),
    }),
  };
  const { block, deltas } = bodies[kind]();
  return [{ type: 'content_block_start', index, content_block: block }, ...deltas.map(delta), { type: 'content_block_stop', index }];
}

export function messagesStream(random) {
  const features = new Set();
  const writer = new Writer(random, features);
  const send = (event) => writer.event(written(random, event), event.type);
  const usage = { input_tokens: random.below(99), output_tokens: 1 };
  send({ type: 'message_start', message: { id: 'msg_1', type: 'message', role: 'assistant', model: 'm', content: [], stop_reason: null, stop_sequence: null, usage } });
  for (let index = 0, count = random.below(4); index < count; ++index) {
    if (random.chance(20)) send({ type: 'ping' });
    if (random.chance(5)) send({ type: 'something_new', index, delta: { type: 'text_delta', text: 'x' } });
    for (const event of blockEvents(random, index, features)) send(event);
  }
  if (random.chance(4)) {
    features.add('error');
    send({ type: 'error', error: { type: random.of(['overloaded_error', 'api_error']), message: 'Overloaded' } });
  }
  send({
    type: 'message_delta',
    delta: { stop_reason: random.of(['end_turn', 'max_tokens', 'tool_use', 'stop_sequence', 'refusal']), stop_sequence: null },
    usage: { output_tokens: random.below(99), ...(random.chance(20) ? { input_tokens: random.below(99) } : {}) },
  });
  send({ type: 'message_stop' });
  return finished(random, writer, features);
}
