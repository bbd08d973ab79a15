#!/usr/bin/env node
// SPDX-License-Identifier: GPL-3.0-or-later
// node tidy.mjs BUILD [FILE...]: clang-tidy over the files, or over every source, as BUILD/compile_commands.json compiles
// it, but for the compiler's own warnings, which a build gives. Most of its time goes into headers, so many sources are
// checked as one unit, with all their flags. Sources that do not compile together, for their unnamed namespaces clash, go
// into different units: neighbours often do, so a unit takes sources that stand far apart. Exits with 1 if there is a
// finding.
import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const most = 40;
const project = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const build = path.resolve(process.argv[2]);
const asked = process.argv.slice(3).map((file) => path.resolve(file));
const folder = path.join(build, 'tidy');

/** What a command says beside the names of its files, and without what is GCC's alone. */
function flagsOf({ command, file }) {
  const words = command.replaceAll('-isystem ', '-isystem').match(/(?:[^\s"\\]|\\.|"(?:[^"\\]|\\.)*")+/g)
    .map((word) => word.replaceAll('\\"', '"'));
  const flags = words.slice(words.findIndex((word) => /\+\+(-\d+)?$/.test(word)) + 1);
  const followed = ['-o', '-include', '-MF', '-MT'];
  const dropped = ['-c', '-MD', '-Winvalid-pch', '-fpch-preprocess', file, ...followed];
  return flags.filter((flag, i) => !dropped.includes(flag) && !followed.includes(flags[i - 1])
    && !/^-[DU]QT_TESTCASE_/.test(flag));
}

function sourcesToCheck() {
  const commands = JSON.parse(readFileSync(path.join(build, 'compile_commands.json'), 'utf8'));
  const sources = commands.filter(({ file }) => file.endsWith('.cpp') && !file.startsWith(`${build}/`)
    && (asked.length === 0 || asked.includes(file)));
  return [...new Map(sources.map((source) => [source.file, source])).values()];
}

let running = 0;
const waiting = [];

/** Runs a program when a processor is free. */
async function run(program, args, cwd) {
  while (running >= availableParallelism())
    await new Promise((resolve) => { waiting.push(resolve); });
  running += 1;
  const result = await new Promise((resolve) => {
    execFile(program, args, { cwd, maxBuffer: 2 ** 28 }, (error, out, err) => resolve({ error, text: out + err }));
  });
  running -= 1;
  waiting.shift()?.();
  return result;
}

let made = 0;

function unitOf(sources) {
  made += 1;
  const file = path.join(folder, `unit${made}.cpp`);
  writeFileSync(file, sources.map((source, i) => `#undef main\n#define main main${i}\n#include "${source.file}"\n`).join(''));
  return { file, flags: [...new Set(sources.flatMap(flagsOf)), '-w', '-ferror-limit=0'], directory: sources[0].directory };
}

/** Those that the compiler names in its errors, but not all: the first may stay. */
function clashing(sources, text) {
  const errors = text.split('\n').filter((line) => / error: /.test(line));
  const named = sources.filter(({ file }) => errors.some((line) => line.startsWith(`${file}:`)));
  return named.length > 0 && named.length < sources.length ? named : sources.slice(1);
}

/** Checks as many of the sources as compile together; answers with the others. */
async function checkTogether(sources) {
  const unit = unitOf(sources);
  const { error, text } = await run('clang++', [...unit.flags, '-fsyntax-only', unit.file], unit.directory);
  if (!error || sources.length === 1) {
    await check(unit);
    return [];
  }
  const others = clashing(sources, text);
  return [...others, ...await checkTogether(sources.filter((source) => !others.includes(source)))];
}

async function checkAll(sources) {
  if (sources.length === 0)
    return;
  const units = Math.ceil(sources.length / most);
  const together = Array.from({ length: units }, (_, unit) => sources.filter((_, i) => i % units === unit));
  await checkAll((await Promise.all(together.map(checkTogether))).flat());
}

const findings = new Set();
let units = 0;

async function check({ file, flags, directory }) {
  units += 1;
  const { error, text } = await run('clang-tidy', [`--config-file=${project}/.clang-tidy`, '--quiet',
    '--checks=-bugprone-suspicious-include', file, '--', ...flags], directory);
  const found = [...text.matchAll(/^([^\s:]+)(:.*(?:warning|error): .*)$/gm)];
  for (const [, place, words] of found)
    tell(path.relative(project, place) + words);
  if (error && found.length === 0)
    tell(text);
}

/** Prints a finding at once, the first time. */
function tell(finding) {
  if (!findings.has(finding))
    console.log(finding);
  findings.add(finding);
}

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
await checkAll(sourcesToCheck());
console.log(`clang-tidy: ${findings.size} findings in ${units} units`);
if (findings.size > 0)
  console.log(`To check a source again: packaging/shell node tests/tools/tidy.mjs ${path.relative(project, build)} FILE`);
process.exit(findings.size > 0 ? 1 : 0);
