// SPDX-License-Identifier: GPL-3.0-or-later
// MCP servers that the embedded gateway calls, as Anthropic's own client asks for them: RuAPI's Claude protocol.
import assert from 'node:assert/strict';
import test from 'node:test';
import Anthropic from '@anthropic-ai/sdk';
import { fast, gatewayUrl } from './support.js';

const ruApi = new Anthropic({ baseURL: gatewayUrl, maxRetries: 0, apiKey: 'sk-demo', ...fast });

const beta = 'mcp-client-2025-11-20';
const server = { type: 'url', url: 'https://tools.example/mcp', name: 'demo' };
const toolset = { type: 'mcp_toolset', mcp_server_name: 'demo' };
const says = (content) => [{ role: 'user', content }];
const ask = (content, changes = {}) => ({
  model: 'claude-3-5-sonnet-20241022',
  max_tokens: 1024,
  betas: [beta],
  messages: says(content),
  mcp_servers: [server],
  tools: [toolset],
  ...changes,
});
const create = (params) => ruApi.beta.messages.create(params);
const types = (message) => message.content.map((block) => block.type);
const textOf = (message) => message.content.filter((block) => block.type === 'text').map((block) => block.text).join('');

/** The message of the 400 that a request is refused with. */
async function refusal(params) {
  let refused;
  await assert.rejects(create(params), (error) => {
    refused = error;
    return error instanceof Anthropic.BadRequestError;
  });
  assert.equal(refused.error.error.type, 'invalid_request_error');
  return refused.error.error.message;
}

test('B-01 B-02 B-03 B-06 B-07 RA-27 a call of an MCP server and its result', async () => {
  const answer = await create(ask('Divide 6 by 2'));
  assert.deepEqual(types(answer), ['mcp_tool_use', 'mcp_tool_result', 'text']);
  const [call, result] = answer.content;
  assert.equal(call.server_name, 'demo');
  assert.equal(call.name, 'divide');
  assert.deepEqual(call.input, { dividend: 6, divisor: 2 });
  assert.equal(result.tool_use_id, call.id);
  assert.equal(result.is_error, false);
  assert.deepEqual(result.content, [{ type: 'text', text: '3' }]);
  assert.match(textOf(answer), /`divide` .* says: 3/);
  assert.equal(answer.stop_reason, 'end_turn');
});

test('B-07 a tool that fails is an error in a good answer', async () => {
  const answer = await create(ask('Divide 6 by 0'));
  assert.equal(answer.content[1].is_error, true);
  assert.match(textOf(answer), /failed: A division by zero/);
});

test('B-09 a stream says what the plain answer says', async () => {
  for (const question of ['Divide 6 by 2', 'Reverse "abc", divide 6 by 2, count the words of "to be or"']) {
    const plain = await create(ask(question));
    const streamed = await ruApi.beta.messages.stream(ask(question)).finalMessage();
    const withoutIds = (message) => message.content.map(({ id, tool_use_id: used, ...rest }) => rest);
    assert.deepEqual(withoutIds(streamed), withoutIds(plain));
    assert.equal(streamed.stop_reason, plain.stop_reason);
    assert.deepEqual(streamed.usage, plain.usage);
  }
});

test('B-08 B-10 B-11 a paused turn goes on when it is sent back', async () => {
  const question = 'Reverse "abc", divide 6 by 2, count the words of "to be or"';
  const first = await create(ask(question));
  assert.equal(first.stop_reason, 'pause_turn');
  assert.deepEqual(types(first), ['mcp_tool_use', 'mcp_tool_result', 'mcp_tool_use', 'mcp_tool_result']);
  const messages = [...says(question), { role: 'assistant', content: first.content }];
  const second = await create(ask(question, { messages }));
  assert.equal(second.stop_reason, 'end_turn');
  assert.deepEqual(types(second), ['mcp_tool_use', 'mcp_tool_result', 'text']);
  assert.match(textOf(second), /cba[^]*3[^]*words: 3/);
  const next = [{ role: 'assistant', content: [...first.content, ...second.content] }, ...says('Divide 8 by 2')];
  assert.match(textOf(await create(ask('', { messages: [...says(question), ...next] }))), /says: 4/);
});

test('B-08 a result comes back behind its call', async () => {
  const content = [{ type: 'mcp_tool_result', tool_use_id: 'none', content: 'x' }];
  const messages = [...says('Divide 6 by 2'), { role: 'assistant', content }, ...says('And?')];
  assert.match(await refusal(ask('', { messages })), /messages\[1\]\.content\[0\]\.tool_use_id/);
});

test('B-03 a toolset offers some of the tools', async () => {
  const offered = async (changes) => types(await create(ask('Divide 6 by 2', { tools: [{ ...toolset, ...changes }] })));
  const called = ['mcp_tool_use', 'mcp_tool_result', 'text'];
  assert.deepEqual(await offered({ configs: { divide: { enabled: false } } }), ['text']);
  assert.deepEqual(await offered({ default_config: { enabled: false } }), ['text']);
  assert.deepEqual(await offered({ default_config: { enabled: false }, configs: { divide: { enabled: true } } }), called);
  assert.deepEqual(await offered({ configs: { count_words: { enabled: false } } }), called);
});

test('B-03 own tools beside those of a server', async () => {
  const own = { name: 'get_weather', input_schema: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] } };
  const answer = await create(ask('Divide 6 by 2 and what is the weather in Paris?', { tools: [own, toolset] }));
  assert.equal(answer.stop_reason, 'tool_use');
  assert.deepEqual(types(answer), ['mcp_tool_use', 'mcp_tool_result', 'text', 'tool_use']);
});

test('B-01 B-02 B-03 B-12 what is refused', async () => {
  const other = { ...server, name: 'other' };
  const cases = [
    [{ betas: [] }, /mcp_servers.*anthropic-beta/],
    [{ betas: ['mcp-client-2025-04-04'] }, /tools\[0\]\.type.*tool_configuration/],
    [{ mcp_servers: undefined }, /tools\[0\]\.mcp_server_name/],
    [{ tools: [] }, /mcp_servers.*exactly one mcp_toolset/],
    [{ tools: [toolset, toolset] }, /mcp_servers.*exactly one mcp_toolset/],
    [{ tools: [{ ...toolset, mcp_server_name: 'nobody' }] }, /tools\[0\]\.mcp_server_name/],
    [{ mcp_servers: [server, server] }, /mcp_servers\[1\]\.name/],
    [{ mcp_servers: [server, other] }, /mcp_servers.*exactly one mcp_toolset.*other/],
    [{ mcp_servers: [{ ...server, type: 'stdio' }] }, /mcp_servers\[0\]\.type/],
    [{ mcp_servers: [{ ...server, url: 'tools.example' }] }, /mcp_servers\[0\]\.url.*https/],
    [{ mcp_servers: [{ ...server, url: 'https://elsewhere.example/mcp' }] }, /mcp_servers\[0\]\.url.*cannot be reached/],
    [{ mcp_servers: [{ ...server, authorization_token: 'wrong-token' }] }, /mcp_servers\[0\]\.authorization_token/],
    [{ mcp_servers: [{ ...server, tool_configuration: {} }] }, /mcp_servers\[0\]\.tool_configuration/],
  ];
  for (const [changes, words] of cases) {
    const message = await refusal(ask('Divide 6 by 2', changes));
    assert.match(message, words);
    assert.ok(!message.includes('wrong-token'));
  }
});

test('B-01 B-02 the form of 2025-04-04 names the allowed tools with the server', async () => {
  const old = (configuration) => ({
    betas: ['mcp-client-2025-04-04'], tools: undefined, mcp_servers: [{ ...server, ...configuration }],
  });
  const called = ['mcp_tool_use', 'mcp_tool_result', 'text'];
  const offered = async (configuration) => types(await create(ask('Divide 6 by 2', old(configuration))));
  assert.deepEqual(await offered({}), called);
  assert.deepEqual(await offered({ tool_configuration: { enabled: false } }), ['text']);
  assert.deepEqual(await offered({ tool_configuration: { enabled: true, allowed_tools: ['divide'] } }), called);
  assert.deepEqual(await offered({ tool_configuration: { allowed_tools: ['count_words'] } }), ['text']);
});

test('blocks of other tools of the server come back behind their calls', async () => {
  const call = { type: 'server_tool_use', id: 's1', name: 'web_search', input: { query: 'tiers' } };
  const result = { type: 'web_search_tool_result', tool_use_id: 's1', content: [
    { type: 'web_search_result', url: 'https://tiers.example', title: 'Tiers', encrypted_content: 'abc', page_age: null }] };
  const history = (content) => ({ messages: [...says('Search'), { role: 'assistant', content }, ...says('Divide 6 by 2')] });
  assert.match(textOf(await create(ask('', history([call, result])))), /3/);
  assert.match(await refusal(ask('', history([result]))), /messages\[1\]\.content\[0\]\.tool_use_id/);
});

test('B-01 B-12 several betas, and the right token', async () => {
  const mcpServers = [{ ...server, authorization_token: 'mcp-demo-token' }];
  const answer = await create(ask('Divide 6 by 2', { betas: ['files-api-2025-04-14', beta], mcp_servers: mcpServers }));
  assert.equal(answer.content[1].is_error, false);
});
