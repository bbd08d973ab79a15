// SPDX-License-Identifier: GPL-3.0-or-later
// The embedded gateway as Anthropic's own client sees it: RuAPI's Claude protocol.
import assert from 'node:assert/strict';
import test from 'node:test';
import Anthropic from '@anthropic-ai/sdk';
import { cities, fast, fault, gatewayUrl, greeting, hello, placeSchema, question, weatherSchema } from './support.js';

// RA-29: the base URL without /v1.
const client = (options) => new Anthropic({ baseURL: gatewayUrl, maxRetries: 0, ...fast, ...options });
const ruApi = client({ apiKey: 'sk-demo' });

const model = 'claude-3-5-sonnet-20241022';
const ask = { model, max_tokens: 1024, messages: hello };
const tools = [{ name: 'get_weather', description: 'The weather in a city', input_schema: weatherSchema }];
const calls = (message) => message.content.filter((block) => block.type === 'tool_use');

test('RA-18 RA-19 RA-22 RA-28 a plain answer', async () => {
  const answer = await ruApi.messages.create({ ...ask, system: 'You are a technical expert.' });
  assert.ok(answer.content[0].text.startsWith(greeting));
  assert.equal(answer.stop_reason, 'end_turn');
  assert.equal(answer.model, model);
  assert.ok(answer.usage.input_tokens > 0 && answer.usage.output_tokens > 5);
  assert.match(answer._request_id, /^req_demo_\d+$/);
});

test('RA-20 the key as a bearer token', async () => {
  const answer = await client({ apiKey: null, authToken: 'sk-demo' }).messages.create(ask);
  assert.equal(answer.role, 'assistant');
});

test('RA-23 a GPT model over this protocol', async () => {
  assert.equal((await ruApi.messages.create({ ...ask, model: 'gpt-4o' })).model, 'gpt-4o');
});

test('RA-25 RA-30 RA-31 a stream says what the plain answer says', async () => {
  const plain = await ruApi.messages.create(ask);
  const streamed = await ruApi.messages.stream(ask).finalMessage();
  assert.deepEqual(streamed.content, plain.content);
  assert.equal(streamed.stop_reason, plain.stop_reason);
  assert.deepEqual(streamed.usage, plain.usage);
});

test('RA-24 max_tokens is required, and cuts the answer off', async () => {
  await assert.rejects(ruApi.messages.create({ model, messages: hello }), Anthropic.BadRequestError);
  const answer = await ruApi.messages.create({ ...ask, max_tokens: 3 });
  assert.equal(answer.stop_reason, 'max_tokens');
  assert.equal(answer.usage.output_tokens, 3);
});

test('stop_sequences end the answer', async () => {
  const answer = await ruApi.messages.create({ ...ask, stop_sequences: [', how'] });
  assert.equal(answer.content[0].text, 'Hi there');
  assert.equal(answer.stop_reason, 'stop_sequence');
  assert.equal(answer.stop_sequence, ', how');
});

test('RA-27 thinking blocks, plain and streamed, and sent back', async () => {
  const thinking = { type: 'enabled', budget_tokens: 1024 };
  const asked = { ...ask, max_tokens: 2048, thinking };
  const plain = await ruApi.messages.create(asked);
  assert.deepEqual(plain.content.map((block) => block.type), ['thinking', 'text']);
  assert.ok(plain.content[0].thinking.length > 20 && plain.content[0].signature.length > 20);
  const streamed = await ruApi.messages.stream(asked).finalMessage();
  assert.deepEqual(streamed.content, plain.content);
  const messages = [...hello, { role: 'assistant', content: plain.content }, { role: 'user', content: 'Thanks!' }];
  assert.match((await ruApi.messages.create({ ...asked, messages })).content[1].text, /welcome/);
  await assert.rejects(ruApi.messages.create({ ...asked, max_tokens: 1024 }), Anthropic.BadRequestError);
});

test('RA-26 RA-27 thinking goes back with the results of tools, and only unchanged', async () => {
  const asked = { ...ask, max_tokens: 2048, thinking: { type: 'enabled', budget_tokens: 1024 }, tools };
  const question = { role: 'user', content: 'What is the weather in Paris?' };
  const first = await ruApi.messages.stream({ ...asked, messages: [question] }).finalMessage();
  assert.deepEqual(first.content.map((block) => block.type), ['thinking', 'tool_use']);
  const result = { type: 'tool_result', tool_use_id: calls(first)[0].id, content: 'no such city', is_error: true };
  const answer = (content) =>
    ruApi.messages.create({
      ...asked,
      messages: [question, { role: 'assistant', content }, { role: 'user', content: [result] }],
    });
  assert.match((await answer(first.content)).content.at(-1).text, /failed: no such city/);
  const [thinking, ...rest] = first.content;
  for (const changed of [
    { ...thinking, signature: thinking.signature.replace(/^./, (c) => (c === 'A' ? 'B' : 'A')) },
    { ...thinking, thinking: `${thinking.thinking} ` },
  ])
    await assert.rejects(answer([changed, ...rest]), (error) => {
      assert.ok(error instanceof Anthropic.BadRequestError);
      assert.match(error.message, /messages\[1\]\.content\[0\]\.signature/);
      return true;
    });
});

test('RA-26 a round with tools: calls, results, answer', async () => {
  const messages = [{ role: 'user', content: question }];
  const first = await ruApi.messages.create({ ...ask, messages, tools });
  assert.equal(first.stop_reason, 'tool_use');
  assert.deepEqual(calls(first).map((call) => call.input), cities);
  const content = calls(first).map((call) => ({
    type: 'tool_result',
    tool_use_id: call.id,
    content: [{ type: 'text', text: `${call.input.city}: 21 degrees` }],
  }));
  messages.push({ role: 'assistant', content: first.content }, { role: 'user', content });
  const second = await ruApi.messages.create({ ...ask, messages, tools });
  assert.equal(second.stop_reason, 'end_turn');
  assert.match(second.content[0].text, /Paris: 21 degrees[^]*Rome: 21 degrees/);
});

test('tool calls in a stream, put together by the client', async () => {
  const streamed = await ruApi.messages
    .stream({ ...ask, messages: [{ role: 'user', content: question }], tools })
    .finalMessage();
  assert.equal(streamed.stop_reason, 'tool_use');
  assert.deepEqual(calls(streamed).map((call) => call.input), cities);
});

test('tool_choice is respected', async () => {
  const choose = async (tool_choice, content = question) =>
    calls(await ruApi.messages.create({ ...ask, messages: [{ role: 'user', content }], tools, tool_choice })).length;
  assert.equal(await choose({ type: 'none' }), 0);
  assert.equal(await choose({ type: 'auto' }, 'How do I compare tiers?'), 0);
  assert.equal(await choose({ type: 'any' }, 'Hello!'), 1);
  assert.equal(await choose({ type: 'tool', name: 'get_weather' }), 2);
  assert.equal(await choose({ type: 'auto', disable_parallel_tool_use: true }), 1);
});

test('B-15 an answer by a schema, plain, streamed, and beside tools', async () => {
  const output_config = { effort: 'low', format: { type: 'json_schema', schema: placeSchema } };
  const asked = { ...ask, messages: [{ role: 'user', content: 'Plan 3 days in Rome' }], output_config };
  const answer = await ruApi.messages.parse(asked);
  assert.deepEqual(JSON.parse(answer.content[0].text), { city: 'Rome', days: 3 });
  const streamed = await ruApi.messages.stream(asked).finalMessage();
  assert.equal(streamed.content[0].text, answer.content[0].text);
  const withTools = await ruApi.messages.create({ ...asked, messages: [{ role: 'user', content: question }], tools });
  assert.equal(withTools.stop_reason, 'tool_use');
  const wrong = { format: { type: 'json_object' } };
  await assert.rejects(ruApi.messages.create({ ...ask, output_config: wrong }), Anthropic.BadRequestError);
});

test('errors arrive as the client\'s own classes', async () => {
  const failing = (options) => () => ruApi.messages.create(ask, options);
  await assert.rejects(client({ apiKey: 'sk-wrong' }).messages.create(ask), (error) => {
    assert.ok(error instanceof Anthropic.AuthenticationError);
    assert.equal(error.error.error.type, 'authentication_error');
    assert.match(error.requestID, /^req_demo_/);
    return true;
  });
  await assert.rejects(ruApi.messages.create({ ...ask, model: 'none' }), Anthropic.NotFoundError);
  await assert.rejects(failing({ headers: { 'anthropic-version': null } }), Anthropic.BadRequestError);
  await assert.rejects(failing(fault('429')), (error) => {
    assert.ok(error instanceof Anthropic.RateLimitError);
    assert.equal(error.headers.get('retry-after'), '5');
    return true;
  });
  await assert.rejects(failing(fault('500')), Anthropic.InternalServerError);
  await assert.rejects(failing(fault('html')), Anthropic.InternalServerError);
});

test('a stream that fails in its middle is an error', async () => {
  const read = (name) => ruApi.messages.stream(ask, fault(name)).finalMessage();
  await assert.rejects(read('error-mid-stream'), Anthropic.APIError);
  await assert.rejects(read('no-end'), Anthropic.AnthropicError);
  await assert.rejects(read('hang-up'));
});

test('what a stream may look like makes no difference', async () => {
  const plain = await ruApi.messages.create(ask);
  for (const name of ['crlf', 'keep-alive', 'one-byte', 'fast']) {
    const streamed = await ruApi.messages.stream(ask, fault(name)).finalMessage();
    assert.deepEqual(streamed.content, plain.content, name);
  }
});

test('abort in mid-stream', async () => {
  const stream = ruApi.messages.stream(ask, fault('slow'));
  stream.on('text', () => stream.abort());
  await assert.rejects(stream.finalMessage(), Anthropic.APIUserAbortError);
});
