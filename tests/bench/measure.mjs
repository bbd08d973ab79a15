#!/usr/bin/env node
// SPDX-License-Identifier: GPL-3.0-or-later
// Measures loads with parlance-bench, each in a fresh window, and prints a line of medians for each.
//   node measure.mjs --bench build/release/bin/parlance-bench --base-url URL [--lanes 1] [--runs 3] LOAD...
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';

const { values: options, positionals: loads } = parseArgs({
    allowPositionals: true,
    options: {
        bench: { type: 'string' },
        'base-url': { type: 'string' },
        lanes: { type: 'string', default: '1' },
        runs: { type: 'string', default: '3' },
        inspect: { type: 'boolean', default: false }, // with the inspector open
    },
});

/** Shows the window, sends one load, and returns what it said, by event. */
async function measure(load) {
    const began = Date.now();
    const bench = spawn(options.bench, ['--base-url', options['base-url'], '--lanes', options.lanes],
        { stdio: ['pipe', 'pipe', 'inherit'] });
    const said = {};
    for await (const line of createInterface({ input: bench.stdout })) {
        if (!line.startsWith('PERF '))
            continue;
        const event = JSON.parse(line.slice(5));
        if (event.ev === 'memory' && said.memory)
            said.full = event;
        else
            said[event.ev] = event;
        const send = options.inspect ? 'inspect' : `send ${load}`;
        const next = { ready: 'memory', memory: said.full ? 'quit' : send, inspect: `send ${load}`, settled: 'memory' }[event.ev];
        if (next)
            bench.stdin.write(`${next}\n`);
    }
    return {
        'start ms': said.ready.epochMs - began,
        'idle MB': said.memory.pssKb / 1024,
        'wall s': said.done.wallMs / 1000,
        'CPU s': said.settled.cpuSelf - said.send.cpuSelf,
        'stall p99 ms': said.done.stallP99Ms,
        'longest ms': said.done.stallMaxMs,
        'which began at ms': said.done.stallMaxAtMs,
        'settled s': said.settled.wallMs / 1000,
        'more MB': (said.full.pssKb - said.memory.pssKb) / 1024,
        paints: said.done.paints,
    };
}

const median = (numbers) => numbers.sort((a, b) => a - b)[numbers.length >> 1];

for (const load of loads) {
    const runs = [];
    while (runs.length < Number(options.runs))
        runs.push(await measure(load));
    const figures = Object.keys(runs[0]).map((name) => `${name} ${+median(runs.map((run) => run[name])).toFixed(2)}`);
    console.log(`${load} x ${options.lanes}: ${figures.join(', ')}`);
}
