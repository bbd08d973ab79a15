// SPDX-License-Identifier: GPL-3.0-or-later
// The same call from parlance-ask, which sends what the lanes of the window send, and from the vendors' own clients:
// both requests are equal, but for what the list of known differences names.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { after, before } from 'node:test';
import Anthropic from '@anthropic-ai/sdk';
import OpenAI from 'openai';
import { pdf, placeSchema, png, weatherSchema } from './support.js';

const system = 'Be brief.';
const prompt = 'What is the weather in Paris?';
const result = '{"degrees": 21}';
const says = (content) => [{ role: 'user', content }];

// What a request may have in one of the two alone, or otherwise, and why.
const knownDifferences = [
  // Anthropic's client names its beta part of the API in the query as well as in the header.
  (request) => ({ ...request, path: request.path.replace('?beta=true', '') }),
  // OpenAI requires a name of a schema and of a file; who is not asked for one calls it so.
  (request) => ({
    ...request,
    body: JSON.parse(
      JSON.stringify(request.body, (name, value) =>
        name === 'json_schema' ? { ...value, name: 'named' } : name === 'file' ? { ...value, filename: 'named' } : value),
    ),
  }),
];
const compared = (request) => knownDifferences.reduce((changed, difference) => difference(changed), request);

// Headers that say what is asked; the others (user-agent, accept, x-stainless-*) say who asks.
const headers = ['content-type', 'authorization', 'x-api-key', 'anthropic-version', 'anthropic-beta'];

const thinking = { type: 'thinking', thinking: 'Paris it is.', signature: 'c2lnbmVk' };
const calls = {
  '/v1/chat/completions': {
    choices: [{
      index: 0, finish_reason: 'tool_calls',
      message: {
        role: 'assistant', content: null,
        tool_calls: [{ id: 'c1', type: 'function', function: { name: 'get_weather', arguments: '{"city":"Paris"}' } }],
      },
    }],
  },
  '/v1/messages': {
    id: 'm1', type: 'message', role: 'assistant', model: 'm', stop_reason: 'tool_use',
    content: [thinking, { type: 'tool_use', id: 'c1', name: 'get_weather', input: { city: 'Paris' } }],
    usage: { input_tokens: 1, output_tokens: 1 },
  },
};
const ends = {
  '/v1/chat/completions': { choices: [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content: 'Hi' } }] },
  '/v1/messages': { ...calls['/v1/messages'], stop_reason: 'end_turn', content: [{ type: 'text', text: 'Hi' }] },
};

let folder;
let asked = [];
const server = createServer((request, answer) => {
  const pieces = [];
  request.on('data', (piece) => pieces.push(piece));
  request.on('end', () => {
    const body = JSON.parse(Buffer.concat(pieces));
    const sent = headers.filter((name) => request.headers[name]).map((name) => [name, request.headers[name]]);
    asked.push({ path: request.url, headers: sent, body });
    const path = request.url.split('?')[0];
    answer.setHeader('content-type', 'application/json');
    answer.end(JSON.stringify(body.tools && body.messages.length === 1 ? calls[path] : ends[path]));
  });
});
const base = () => `http://127.0.0.1:${server.address().port}`;

before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'parlance-sdk-'));
  writeFileSync(join(folder, 'a.png'), Buffer.from(png, 'base64'));
  writeFileSync(join(folder, 'a.pdf'), Buffer.from(pdf, 'base64'));
  writeFileSync(join(folder, 'schema.json'), JSON.stringify(placeSchema));
  writeFileSync(join(folder, 'tools.json'),
    JSON.stringify([{ name: 'get_weather', description: 'The weather', input_schema: weatherSchema }]));
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
});
after(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

async function requestsOf(send) {
  asked = [];
  await send();
  return asked.map(compared);
}

const ask = (dialect, options) => requestsOf(() => new Promise((done, failed) => {
  const program = spawn(process.env.PARLANCE_ASK,
    ['--dialect', dialect, '--base-url', base(), '--key-env', 'SDK_TEST_KEY', '--model', 'm', '--no-stream', ...options, prompt],
    { cwd: folder, env: { ...process.env, SDK_TEST_KEY: 'sk-none-0123456789' } });
  let errors = '';
  program.stderr.on('data', (piece) => { errors += piece; });
  program.on('error', failed);
  program.on('close', (code) => (code === 0 || asked.length ? done() : failed(new Error(errors))));
}));

const openai = () => new OpenAI({ baseURL: `${base()}/v1`, apiKey: 'sk-none-0123456789', maxRetries: 0 });
const claude = () => new Anthropic({ baseURL: base(), apiKey: 'sk-none-0123456789', maxRetries: 0 });
const complete = (params) => openai().chat.completions.create({ model: 'm', messages: says(prompt), stream: false, ...params });
const converse = (params) => claude().messages.create({ model: 'm', max_tokens: 500, messages: says(prompt), stream: false, ...params });
const tool = { name: 'get_weather', description: 'The weather' };
const set = (...settings) => settings.flatMap((one) => ['--set', one]);
const limit = set('max_tokens=500');

const completions = {
  'a system prompt and parameters': [
    ['--system', system, ...set('temperature=0.5', 'stop=A', 'stop=B', 'seed=7', 'n=2', 'frequency_penalty=0.5')],
    () => complete({
      messages: [{ role: 'system', content: system }, ...says(prompt)],
      temperature: 0.5, stop: ['A', 'B'], seed: 7, n: 2, frequency_penalty: 0.5,
    }),
  ],
  'B-21 a schema': [
    ['--schema', 'schema.json'],
    () => complete({ response_format: { type: 'json_schema', json_schema: { name: 'place', schema: placeSchema } } }),
  ],
  'B-41 a picture and a PDF': [
    ['--attach', 'a.png', '--attach', 'a.pdf'],
    () => complete({
      messages: says([
        { type: 'image_url', image_url: { url: `data:image/png;base64,${png}` } },
        { type: 'file', file: { filename: 'a.pdf', file_data: `data:application/pdf;base64,${pdf}` } },
        { type: 'text', text: prompt },
      ]),
    }),
  ],
  'a tool, its choice and its result': [
    ['--tools', 'tools.json', '--tool-choice', 'required', '--tool-result', `get_weather=${result}`],
    async () => {
      const params = {
        tools: [{ type: 'function', function: { ...tool, parameters: weatherSchema } }],
        tool_choice: 'required',
      };
      const { message } = (await complete(params)).choices[0];
      const answer = { role: 'tool', tool_call_id: message.tool_calls[0].id, content: result };
      await complete({ ...params, messages: [...says(prompt), message, answer] });
    },
  ],
};

const messages = {
  'a system prompt and parameters': [
    ['--system', system, ...limit, ...set('temperature=0.5', 'stop=A', 'user=me')],
    () => converse({ system, temperature: 0.5, stop_sequences: ['A'], metadata: { user_id: 'me' } }),
  ],
  'B-16 thinking': [
    set('thinking=2000', 'max_tokens=4000'),
    () => converse({ max_tokens: 4000, thinking: { type: 'enabled', budget_tokens: 2000 } }),
  ],
  'B-15 a schema and an effort': [
    ['--schema', 'schema.json', ...limit, ...set('reasoning_effort=low')],
    () => converse({ output_config: { effort: 'low', format: { type: 'json_schema', schema: placeSchema } } }),
  ],
  'B-38 B-39 a picture and a PDF': [
    ['--attach', 'a.png', '--attach', 'a.pdf', ...limit],
    () => converse({
      messages: says([
        { type: 'image', source: { type: 'base64', media_type: 'image/png', data: png } },
        { type: 'document', source: { type: 'base64', media_type: 'application/pdf', data: pdf } },
        { type: 'text', text: prompt },
      ]),
    }),
  ],
  'B-13 B-14 a tool, its choice, its result, and the signed thinking before it': [
    ['--tools', 'tools.json', '--tool-choice', 'required', '--tool-result', `get_weather=${result}`, ...limit],
    async () => {
      const params = { tools: [{ ...tool, input_schema: weatherSchema }], tool_choice: { type: 'any' } };
      const { content } = await converse(params);
      const answer = [{ type: 'tool_result', tool_use_id: content[1].id, content: result }];
      await converse({ ...params, messages: [...says(prompt), { role: 'assistant', content }, ...says(answer)] });
    },
  ],
  'B-01 B-02 B-03 an MCP server': [
    ['--mcp', 'calc=https://mcp.example/sse', ...limit],
    () => claude().beta.messages.create({
      model: 'm', max_tokens: 500, messages: says(prompt), stream: false,
      betas: ['mcp-client-2025-11-20'],
      mcp_servers: [{ type: 'url', url: 'https://mcp.example/sse', name: 'calc' }],
      tools: [{ type: 'mcp_toolset', mcp_server_name: 'calc' }],
    }),
  ],
};

for (const [dialect, cases] of [['chat-completions', completions], ['messages', messages]]) {
  for (const [name, [options, send]] of Object.entries(cases)) {
    test(`${dialect}: ${name}`, async () => {
      const theirs = await requestsOf(send);
      assert.ok(theirs.length > 0);
      assert.deepEqual(await ask(dialect, options), theirs);
    });
  }
}
