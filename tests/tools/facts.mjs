#!/usr/bin/env node
// SPDX-License-Identifier: GPL-3.0-or-later
// node facts.mjs LOG: how many facts of tests/wire-facts.md are named by a test that passed in this CTest log, and which
// are not, each with its reason from tests/wire-facts-unproven.txt. Exits with 1 if one is neither proven nor excused, or
// is both.
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const tests = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const read = (file) => fs.readFileSync(path.join(tests, file), 'utf8');

const facts = [...read('wire-facts.md').matchAll(/^- ((?:RF|RA|RO|RL|FF|LO|X|B|C)-\d\d) /gm)].map((match) => match[1]);
const reasons = new Map([...read('wire-facts-unproven.txt').matchAll(/^([A-Z]+-\d\d)\s+(.+)$/gm)].map((m) => [m[1], m[2]]));

/** The facts that a test's name holds: RF-18, RF_18, RA_01_RA_06, RL_06_to_RL_11. */
function factsIn(name) {
  const pattern = /(?<![A-Za-z0-9])(RF|RA|RO|RL|FF|LO|X|B|C)[-_](\d\d)(?!\d)(?:_to_(?:\1_)?(\d\d))?/g;
  return [...name.matchAll(pattern)].flatMap(([, gateway, first, last]) => {
    const count = Number(last ?? first) - Number(first) + 1;
    return Array.from({ length: count }, (_, i) => `${gateway}-${String(Number(first) + i).padStart(2, '0')}`);
  });
}

if (process.argv.length !== 3) {
  console.error('usage: facts.mjs CTEST-LOG');
  process.exit(2);
}
const passed = fs.readFileSync(process.argv[2], 'utf8').split('\n')
  .filter((line) => /^PASS\s+:/.test(line) || /^\s*(ok \d+ -|✔)/.test(line));
const proven = new Set(passed.flatMap(factsIn));

const missing = facts.filter((fact) => !proven.has(fact));
console.log(`${facts.length - missing.length} of ${facts.length} wire facts are named by a passing test`);
for (const fact of missing)
  console.log(`  ${fact} not: ${reasons.get(fact) ?? 'NO REASON GIVEN'}`);
const stale = [...reasons.keys()].filter((fact) => proven.has(fact) || !facts.includes(fact));
for (const fact of stale)
  console.log(`  ${fact} is excused in tests/wire-facts-unproven.txt, but proven or unknown`);
process.exit(missing.some((fact) => !reasons.has(fact)) || stale.length > 0 ? 1 : 0);
