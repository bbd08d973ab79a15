// SPDX-License-Identifier: GPL-3.0-or-later
// Random streams, read by the vendors' own clients and by parlance-decode: both make the same answer of them, or the
// difference is in the list of knowndifferences.js. PARLANCE_STREAMS is how many for each dialect: a few hundred take
// seconds, and 10,000 are for a change in what reads answers.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import test from 'node:test';
import Anthropic from '@anthropic-ai/sdk';
import OpenAI from 'openai';
import { isKnown } from './knowndifferences.js';
import { chatCompletionsStream, messagesStream, Random } from './randomstreams.js';

const count = Number(process.env.PARLANCE_STREAMS ?? 200);

// A client whose network brings this stream, in its pieces.
const fetching = (stream) => async () =>
  new Response(
    new ReadableStream({
      start(controller) {
        for (const piece of stream.pieces) controller.enqueue(piece);
        controller.close();
      },
    }),
    { headers: { 'content-type': 'text/event-stream' } },
  );
const options = (stream) => ({ apiKey: 'sk-none', baseURL: 'http://127.0.0.1:1', maxRetries: 0, fetch: fetching(stream) });

const callsOf = (calls) => calls.map(({ id, name, args }) => [id ?? '', name ?? '', args ?? '']);
const usageOf = (input, output) => (input === undefined && output === undefined ? null : [input ?? null, output ?? null]);

async function readByOpenAi(stream) {
  const client = new OpenAI(options(stream));
  const reading = client.chat.completions.stream({ model: 'm', messages: [] });
  const answer = await reading.finalChatCompletion();
  return {
    choices: answer.choices.map(({ message, finish_reason }) => ({
      text: message.content ?? '',
      refusal: message.refusal ?? '',
      calls: callsOf((message.tool_calls ?? []).map((call) => ({ ...call.function, id: call.id, args: call.function.arguments }))),
      finish: finish_reason,
    })),
    usage: answer.usage ? usageOf(answer.usage.prompt_tokens, answer.usage.completion_tokens) : null,
  };
}

async function readByAnthropic(stream) {
  const client = new Anthropic(options(stream));
  const answer = await client.messages.stream({ model: 'm', max_tokens: 1, messages: [] }).finalMessage();
  const of = (type) => answer.content.filter((block) => block.type === type);
  return {
    choices: [
      {
        text: of('text').map((block) => block.text).join(''),
        thinking: of('thinking').map((block) => block.thinking).join(''),
        calls: of('tool_use').map((call) => [call.id, call.name, JSON.stringify(call.input)]),
        finish: answer.stop_reason,
      },
    ],
    usage: usageOf(answer.usage.input_tokens, answer.usage.output_tokens),
  };
}

// What parlance-decode makes of the streams, in their order.
function readByUs(dialect, streams) {
  const lines = streams.map(({ pieces }, n) =>
    JSON.stringify({ n, chunks: pieces.map((piece) => Buffer.from(piece).toString('base64')) }),
  );
  const { stdout, status, stderr } = spawnSync(process.env.PARLANCE_DECODE, ['--batch', dialect], {
    input: lines.join('\n'),
    maxBuffer: 1 << 30,
  });
  assert.equal(status, 0, stderr?.toString());
  return stdout.toString().trim().split('\n').map((line) => JSON.parse(line).reply);
}

const canonical = (text) => {
  try {
    return JSON.stringify(JSON.parse(text === '' ? '{}' : text));
  } catch {
    return text;
  }
};

function ours(reply, withThinking) {
  if (reply.error || reply.incomplete) return { failure: true };
  return {
    choices: (reply.choices ?? [reply]).map((choice) => ({
      text: choice.text,
      ...(withThinking ? { thinking: choice.reasoning } : { refusal: choice.refusal ?? '' }),
      calls: [...choice.tool_calls, ...(choice.cut_tool_calls ?? [])].map((call) => [call.id ?? '', call.name ?? '', withThinking ? canonical(call.arguments) : call.arguments]),
      finish: choice.finish_reason,
    })),
    usage: reply.usage ? usageOf(reply.usage.input_tokens, reply.usage.output_tokens) : null,
  };
}

async function compare(dialect, make, read, withThinking) {
  const random = new Random(4711);
  const streams = Array.from({ length: count }, () => make(random));
  const replies = readByUs(dialect, streams);
  const differences = new Map();
  let answers = 0;
  for (const [n, stream] of streams.entries()) {
    const theirs = await read(stream).catch(() => ({ failure: true }));
    const us = ours(replies[n], withThinking);
    if (!theirs.failure) answers += 1;
    if (JSON.stringify(theirs) === JSON.stringify(us) || isKnown(dialect, stream, theirs, us)) continue;
    differences.set(n, { features: [...stream.features].join(' '), theirs, us, reply: replies[n], body: Buffer.concat(stream.pieces).toString() });
  }
  assert.ok(answers > count * 0.8, `only ${answers} of ${count} streams were answers`);
  const first = differences.values().next().value;
  assert.equal(differences.size, 0, `${differences.size} of ${count} differ, the first: ${JSON.stringify(first, null, 1)}`);
}

test('streams of chat-completions', () => compare('chat-completions', chatCompletionsStream, readByOpenAi, false));
test('streams of messages', () => compare('messages', messagesStream, readByAnthropic, true));
