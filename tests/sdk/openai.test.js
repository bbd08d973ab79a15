// SPDX-License-Identifier: GPL-3.0-or-later
// The embedded gateway as OpenAI's own client sees it: RuAPI, ru-llm and RoraOS.
import assert from 'node:assert/strict';
import test from 'node:test';
import OpenAI from 'openai';
import { cities, fast, fault, gatewayUrl, greeting, hello, placeSchema, question, weatherSchema } from './support.js';

const client = (apiKey, more = {}) =>
  new OpenAI({ apiKey, baseURL: `${gatewayUrl}/v1`, maxRetries: 0, ...fast, ...more });
const ruApi = client('sk-demo');
const ruLlm = client('sk-ru-demo');

const ask = { model: 'gpt-4o-mini', messages: hello };
const tools = [
  {
    type: 'function',
    function: { name: 'get_weather', description: 'The weather in a city', parameters: weatherSchema },
  },
];

async function collect(stream) {
  const chunks = [];
  for await (const chunk of stream) chunks.push(chunk);
  return chunks;
}

const textOf = (chunks, index = 0) =>
  chunks
    .flatMap((chunk) => chunk.choices)
    .filter((choice) => choice.index === index)
    .map((choice) => choice.delta.content ?? '')
    .join('');

test('RA-06 RA-13 RA-14 a plain answer', async () => {
  const { data, request_id } = await ruApi.chat.completions.create({ ...ask, temperature: 0.7 }).withResponse();
  assert.ok(data.choices[0].message.content.startsWith(greeting));
  assert.equal(data.choices[0].finish_reason, 'stop');
  assert.equal(data.model, 'gpt-4o-mini');
  const { prompt_tokens, completion_tokens, total_tokens } = data.usage;
  assert.ok(prompt_tokens > 0 && completion_tokens > 5);
  assert.equal(total_tokens, prompt_tokens + completion_tokens);
  assert.match(request_id, /^req_demo_\d+$/);
});

test('RA-10 RA-17 a stream with usage says what the plain answer says', async () => {
  const plain = await ruApi.chat.completions.create(ask);
  const chunks = await collect(
    await ruApi.chat.completions.create({ ...ask, stream: true, stream_options: { include_usage: true } }),
  );
  assert.equal(chunks[0].choices[0].delta.role, 'assistant');
  assert.equal(textOf(chunks), plain.choices[0].message.content);
  assert.equal(chunks.at(-2).choices[0].finish_reason, 'stop');
  assert.deepEqual(chunks.at(-1).choices, []);
  assert.deepEqual(chunks.at(-1).usage, plain.usage);
});

test('RA-15 a Claude model over this protocol', async () => {
  const answer = await ruApi.chat.completions.create({ ...ask, model: 'claude-3-5-sonnet-20241022' });
  assert.equal(answer.model, 'claude-3-5-sonnet-20241022');
});

test('max_tokens cuts the answer off', async () => {
  const answer = await ruApi.chat.completions.create({ ...ask, max_tokens: 3 });
  assert.equal(answer.choices[0].finish_reason, 'length');
  assert.equal(answer.usage.completion_tokens, 3);
});

test('RL-10 stop ends the answer, as a string and as an array', async () => {
  for (const stop of [', how', ['never said', ', how']]) {
    const answer = await ruLlm.chat.completions.create({ ...ask, model: 'gpt-4o', stop });
    assert.equal(answer.choices[0].message.content, 'Hi there');
    assert.equal(answer.choices[0].finish_reason, 'stop');
  }
});

test('RL-11 RL-23 n choices, plain and streamed', async () => {
  const several = { model: 'gpt-4o', messages: [{ role: 'user', content: 'How do I compare tiers?' }], n: 3 };
  const plain = await ruLlm.chat.completions.create({ ...several, max_tokens: 20 });
  assert.deepEqual(plain.choices.map((choice) => choice.index), [0, 1, 2]);
  assert.equal(new Set(plain.choices.map((choice) => choice.message.content)).size, 3);
  const chunks = await collect(await ruLlm.chat.completions.create({ ...several, max_tokens: 20, stream: true }));
  for (const choice of plain.choices) assert.equal(textOf(chunks, choice.index), choice.message.content);
});

test('RL-20 a prompt that was sent before is cached', async () => {
  const once = { model: 'gpt-4o', messages: [{ role: 'user', content: 'Say hello in 7 words.' }] };
  const first = await ruLlm.chat.completions.create(once);
  const second = await ruLlm.chat.completions.create(once);
  assert.equal(first.usage.prompt_tokens_details, undefined);
  assert.equal(second.usage.prompt_tokens_details.cached_tokens, second.usage.prompt_tokens);
});

test('RA-11 a round with tools: calls, results, answer', async () => {
  const messages = [{ role: 'user', content: question }];
  const first = await ruApi.chat.completions.create({ model: 'gpt-4o', messages, tools });
  const { message, finish_reason } = first.choices[0];
  assert.equal(finish_reason, 'tool_calls');
  assert.deepEqual(message.tool_calls.map((call) => JSON.parse(call.function.arguments)), cities);
  messages.push(message);
  for (const call of message.tool_calls) {
    const { city } = JSON.parse(call.function.arguments);
    messages.push({ role: 'tool', tool_call_id: call.id, content: `${city}: 21 degrees` });
  }
  const second = await ruApi.chat.completions.create({ model: 'gpt-4o', messages, tools });
  assert.equal(second.choices[0].finish_reason, 'stop');
  assert.match(second.choices[0].message.content, /Paris: 21 degrees[^]*Rome: 21 degrees/);
});

test('tool calls in a stream, put together by the client', async () => {
  const stream = ruApi.chat.completions.stream({
    model: 'gpt-4o',
    messages: [{ role: 'user', content: question }],
    tools,
  });
  const { message } = (await stream.finalChatCompletion()).choices[0];
  assert.deepEqual(message.tool_calls.map((call) => JSON.parse(call.function.arguments)), cities);
});

test('runTools plays the whole round', async () => {
  const asked = [];
  const getWeather = async (place) => {
    asked.push(place);
    return `sunny in ${place.city}`;
  };
  const runnable = {
    type: 'function',
    function: { ...tools[0].function, function: getWeather, parse: JSON.parse },
  };
  const runner = ruApi.chat.completions.runTools({
    model: 'gpt-4o',
    messages: [{ role: 'user', content: question }],
    tools: [runnable],
  });
  assert.match(await runner.finalContent(), /sunny in Paris[^]*sunny in Rome/);
  assert.deepEqual(asked, cities);
});

test('tool_choice is respected', async () => {
  const choose = async (tool_choice, content = question) => {
    const messages = [{ role: 'user', content }];
    const answer = await ruApi.chat.completions.create({ model: 'gpt-4o', messages, tools, tool_choice });
    return answer.choices[0].message.tool_calls?.length ?? 0;
  };
  assert.equal(await choose('none'), 0);
  assert.equal(await choose('auto', 'How do I compare tiers?'), 0);
  assert.equal(await choose('required', 'Hello!'), 1);
  assert.equal(await choose({ type: 'function', function: { name: 'get_weather' } }), 2);
});

test('B-21 an answer by a schema, plain, streamed, and beside tools', async () => {
  const byPlace = { type: 'json_schema', json_schema: { name: 'place', strict: true, schema: placeSchema } };
  const asked = { ...ask, messages: [{ role: 'user', content: 'Plan 3 days in Rome' }], response_format: byPlace };
  const answer = await ruApi.chat.completions.parse(asked);
  assert.deepEqual(JSON.parse(answer.choices[0].message.content), { city: 'Rome', days: 3 });
  const streamed = await ruApi.chat.completions.stream(asked).finalChatCompletion();
  assert.equal(streamed.choices[0].message.content, answer.choices[0].message.content);
  const withTools = await ruApi.chat.completions.create({ ...asked, messages: [{ role: 'user', content: question }], tools });
  assert.equal(withTools.choices[0].finish_reason, 'tool_calls');
  const any = await ruApi.chat.completions.create({ ...ask, response_format: { type: 'json_object' } });
  assert.match(any.choices[0].message.content, /^(```json\n)?\{"answer":/);
  const nameless = { type: 'json_schema', json_schema: { name: 'no blanks', schema: placeSchema } };
  await assert.rejects(ruApi.chat.completions.create({ ...ask, response_format: nameless }), OpenAI.BadRequestError);
});

test('RA-37 RL-21 RL-22 models, each gateway its own', async () => {
  const ids = async (gateway) => (await collect(await gateway.models.list())).map((model) => model.id);
  assert.ok((await ids(ruApi)).includes('gpt-4o-mini'));
  assert.deepEqual(await ids(ruLlm), ['gpt-4o', 'claude-3-5-sonnet-20241022']);
});

test('errors arrive as the client\'s own classes', async () => {
  const failing = (gateway, options, body = ask) => () => gateway.chat.completions.create(body, options);
  await assert.rejects(failing(client('sk-wrong')), OpenAI.AuthenticationError);
  await assert.rejects(failing(client('sk-ru-wrong')), OpenAI.AuthenticationError);
  await assert.rejects(failing(ruApi, {}, { ...ask, temperature: 3 }), (error) => {
    assert.ok(error instanceof OpenAI.BadRequestError);
    assert.equal(error.param, 'temperature');
    assert.match(error.requestID, /^req_demo_/);
    return true;
  });
  await assert.rejects(failing(ruApi, {}, { ...ask, model: 'gpt-none' }), (error) => {
    assert.ok(error instanceof OpenAI.NotFoundError);
    assert.equal(error.code, 'model_not_found');
    return true;
  });
  await assert.rejects(failing(ruApi, fault('429')), (error) => {
    assert.ok(error instanceof OpenAI.RateLimitError);
    assert.equal(error.headers.get('retry-after'), '5');
    return true;
  });
  await assert.rejects(failing(ruApi, fault('500')), OpenAI.InternalServerError);
  await assert.rejects(failing(ruApi, fault('html')), OpenAI.InternalServerError);
});

test('a stream that fails in its middle is an error', async () => {
  const read = async (name) => collect(await ruApi.chat.completions.create({ ...ask, stream: true }, fault(name)));
  await assert.rejects(read('error-mid-stream'), OpenAI.APIError);
  await assert.rejects(read('hang-up'));
  await assert.rejects(read('garbage'), SyntaxError);
});

test('what a stream may look like makes no difference', async () => {
  const plain = await ruApi.chat.completions.create(ask);
  for (const name of ['crlf', 'keep-alive', 'one-byte', 'fast', 'crlf, one-byte, keep-alive, fast']) {
    const chunks = await collect(await ruApi.chat.completions.create({ ...ask, stream: true }, fault(name)));
    assert.equal(textOf(chunks), plain.choices[0].message.content, name);
  }
});

test('abort in mid-stream', async () => {
  const stream = await ruApi.chat.completions.create({ ...ask, stream: true }, fault('slow'));
  let count = 0;
  for await (const chunk of stream) {
    if (chunk.choices[0].delta.content && ++count === 2) stream.controller.abort();
  }
  assert.equal(count, 2);
});

test('RO-17 RO-18 RoraOS: the client appends a path of its own, so a fetch takes the documented one', async () => {
  const at = (path) => (url, init) =>
    fetch(String(url).replace('/api/v1/chat/completions', path), init);
  const roraOs = (apiKey, more) => client(apiKey, { baseURL: `${gatewayUrl}/api/v1`, ...more });
  await assert.rejects(roraOs('demo').chat.completions.create(ask), OpenAI.NotFoundError);

  const developer = roraOs('demo', { fetch: at('/api/v1/chat') });
  const answer = await developer.chat.completions.create({ messages: hello });
  assert.equal(answer.model, 'gemini-2.5-flash');
  const chunks = await collect(await developer.chat.completions.create({ messages: hello, stream: true }));
  assert.equal(textOf(chunks), answer.choices[0].message.content);

  const agent = roraOs('agent_demo', { fetch: at('/api/v1/agents/chat') });
  const saved = [{ role: 'user', content: 'Where is my conversation saved?' }];
  assert.match((await agent.chat.completions.create({ messages: saved })).choices[0].message.content, /in memory only/i);
  const wrong = roraOs('demo', { fetch: at('/api/v1/agents/chat') });
  await assert.rejects(wrong.chat.completions.create({ messages: hello }), OpenAI.AuthenticationError);
});
