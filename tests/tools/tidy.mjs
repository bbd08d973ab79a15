#!/usr/bin/env node
// SPDX-License-Identifier: GPL-3.0-or-later
// node tidy.mjs BUILD [FILE...]: clang-tidy over the files, or over every source, as BUILD/compile_commands.json compiles
// it, but for the compiler's own warnings, which a build gives. Most of its time goes into headers, so many sources are
// checked as one unit, with all their flags. Where the unnamed namespaces of two sources have the same name, the second
// is given another one; what does not compile together even so goes into different units. Exits with 1 if there is a
// finding.
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const most = 100;
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

/** The headers that a source includes, without what is generated from it. */
function includesOf(file) {
  const names = [...readFileSync(file, 'utf8').matchAll(/^#include ([<"])(.+)[>"]$/gm)];
  return names.filter(([line]) => !line.endsWith('.moc"')).map(([line, quote, name]) => {
    const beside = path.join(path.dirname(file), name);
    return quote === '"' && existsSync(beside) ? `#include "${beside}"` : line;
  });
}

/** A source whose names `twins` become others. All headers are in front, so that they keep theirs. */
function renamed(source, twins, i) {
  const names = ['main', ...twins];
  return [...names.map((name) => `#define ${name} ${name}_${i}`), `#include "${source.file}"`,
    ...names.map((name) => `#undef ${name}`)].join('\n');
}

function unitOf(sources, twins) {
  made += 1;
  const file = path.join(folder, `unit${made}.cpp`);
  const headers = [...new Set(sources.flatMap(({ file: source }) => includesOf(source)))];
  const texts = sources.map((source, i) => renamed(source, twins.get(source.file) ?? [], i));
  writeFileSync(file, [...headers, ...texts, ''].join('\n'));
  return { file, flags: [...new Set(sources.flatMap(flagsOf)), '-w', '-ferror-limit=0'], directory: sources[0].directory };
}

/** Those that the compiler names in its errors, but not all: the first may stay. */
function clashing(sources, text) {
  const errors = text.split('\n').filter((line) => / error: /.test(line));
  const named = sources.filter(({ file }) => errors.some((line) => line.startsWith(`${file}:`)));
  return named.length > 0 && named.length < sources.length ? named : sources.slice(1);
}

/** Adds the names that the compiler finds doubled to those of their file. Answers whether there was a new one. */
function addTwins(twins, text) {
  let added = false;
  for (const [, file, name] of text.matchAll(/^([^\s:]+):\d+:\d+: error: redefinition of '(\w+)'/gm)) {
    const names = twins.get(file) ?? new Set();
    added ||= !names.has(name);
    twins.set(file, names.add(name));
  }
  return added;
}

/** Checks as many of the sources as compile together; answers with the others. */
async function checkTogether(sources, twins = new Map()) {
  const unit = unitOf(sources, twins);
  const { error, text } = await run('clang++', [...unit.flags, '-fsyntax-only', unit.file], unit.directory);
  if (!error || sources.length === 1) {
    await check(unit);
    return [];
  }
  if (addTwins(twins, text))
    return checkTogether(sources, twins);
  const others = clashing(sources, text);
  return [...others, ...await checkTogether(sources.filter((source) => !others.includes(source)), twins)];
}

/** The short names that a source gives to types: such a name cannot be renamed, as members have it, too. */
function shortNames(file) {
  return [...readFileSync(file, 'utf8').matchAll(/^ *using (\w+) = ([^;]+);$/gm)].map(([, name, type]) => ({ name, type }));
}

/** Sources that may compile together: from places that stand far apart, and with no short name for two types. */
function parted(sources) {
  const units = Array.from({ length: Math.ceil(sources.length / most) }, () => ({ sources: [], types: new Map() }));
  sources.forEach((source, i) => {
    const names = shortNames(source.file);
    const fits = ({ types }) => names.every(({ name, type }) => (types.get(name) ?? type) === type);
    const turned = units.map((_, k) => units[(i + k) % units.length]);
    const unit = turned.find(fits) ?? turned[0];
    unit.sources.push(source);
    names.forEach(({ name, type }) => unit.types.set(name, type));
  });
  return units.map((unit) => unit.sources);
}

async function checkAll(sources) {
  if (sources.length === 0)
    return;
  await checkAll((await Promise.all(parted(sources).map((some) => checkTogether(some)))).flat());
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
