#!/usr/bin/env node
// SPDX-License-Identifier: GPL-3.0-or-later
// node tidy.mjs BUILD [--memory FOLDER] [FILE...]: clang-tidy over the files, or over every source, as
// BUILD/compile_commands.json compiles it, but for the compiler's own warnings, which a build gives. Most of its time
// goes into headers, so many sources are checked as one unit, with all their flags. Where the unnamed namespaces of two
// sources have the same name, the second is given another one; what does not compile together even so goes into
// different units. FOLDER remembers what the compiler said of a unit, and which had no finding: it is not asked again
// while no character of the unit, its headers, its flags and the checks has changed. Exits with 1 if there is a finding.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const most = 100;
const project = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const build = path.resolve(process.argv[2]);
const options = process.argv.slice(3);
const memory = options[0] === '--memory' ? path.resolve(options.splice(0, 2)[1]) : undefined;
const asked = options.map((file) => path.resolve(file));
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

const config = path.join(project, '.clang-tidy');
const tool = fileURLToPath(import.meta.url);
const { text: version } = await run('clang-tidy', ['--version'], project);
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

async function unitOf(sources, twins) {
  made += 1;
  const file = path.join(folder, `unit${made}.cpp`);
  const headers = [...new Set(sources.flatMap(({ file: source }) => includesOf(source)))];
  const texts = sources.map((source, i) => renamed(source, twins.get(source.file) ?? [], i));
  writeFileSync(file, [...headers, ...texts, ''].join('\n'));
  const flags = [...new Set(sources.flatMap(flagsOf)), '-w', '-ferror-limit=0'];
  const unit = { file, flags, directory: sources[0].directory };
  return { ...unit, memory: memory && await memoryOf(unit) };
}

/**
 * How the files begin that remember a unit: its text's hash, which is the same wherever the project lies. Undefined if
 * the text cannot be had.
 */
async function memoryOf({ file, flags, directory }) {
  const { error, text } = await run('clang++', [...flags, '-E', '-CC', '-dD', file], directory);
  if (error && !/ error: /.test(text))
    return undefined;
  const all = [version, readFileSync(config, 'utf8'), readFileSync(tool, 'utf8'), ...flags, text].join('\n')
    .replaceAll(file, '').replaceAll(project, '');
  return path.join(memory, createHash('sha256').update(all).digest('hex'));
}

/** Whole or not at all, also if another run writes the same. */
function remember(place, text) {
  writeFileSync(`${place}.${process.pid}`, text);
  renameSync(`${place}.${process.pid}`, place);
}

/** What the compiler has against a unit; nothing if it compiles. */
async function errorsOf({ file, flags, directory, memory: remembered }) {
  const place = remembered && `${remembered}.errors`;
  if (place && existsSync(place))
    return readFileSync(place, 'utf8').replaceAll('<project>', project);
  const { error, text } = await run('clang++', [...flags, '-fsyntax-only', file], directory);
  if (place && (!error || / error: /.test(text)))
    remember(place, error ? text.replaceAll(project, '<project>') : '');
  return error ? text || String(error) : '';
}

/** Those that the compiler names in its errors. */
function clashing(sources, text) {
  const errors = text.split('\n').filter((line) => / error: /.test(line));
  return sources.filter(({ file }) => errors.some((line) => line.startsWith(`${file}:`)));
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
  const unit = await unitOf(sources, twins);
  const errors = await errorsOf(unit);
  if (!errors || sources.length === 1) {
    await check(unit);
    return [];
  }
  if (addTwins(twins, errors))
    return checkTogether(sources, twins);
  const others = clashing(sources, errors);
  if (others.length > 0 && others.length <= sources.length / 2)
    return [...others, ...await checkTogether(sources.filter((source) => !others.includes(source)), twins)];
  const half = Math.ceil(sources.length / 2); // one error may bring many
  return (await Promise.all([sources.slice(0, half), sources.slice(half)].map((some) => checkTogether(some)))).flat();
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
let known = 0;

async function check(unit) {
  const mark = unit.memory && `${unit.memory}.clean`;
  units += 1;
  if (mark && existsSync(mark)) {
    known += 1;
  } else if (await isClean(unit) && mark && await memoryOf(unit) === unit.memory) { // it may have changed meanwhile
    remember(mark, '');
  }
}

async function isClean({ file, flags, directory }) {
  const { error, text } = await run('clang-tidy', [`--config-file=${config}`, '--quiet',
    '--checks=-bugprone-suspicious-include', file, '--', ...flags], directory);
  const found = [...text.matchAll(/^([^\s:]+)(:.*(?:warning|error): .*)$/gm)];
  for (const [, place, words] of found)
    tell(path.relative(project, place) + words);
  if (error && found.length === 0)
    tell(text);
  return !error && found.length === 0;
}

/** Prints a finding at once, the first time. */
function tell(finding) {
  if (!findings.has(finding))
    console.log(finding);
  findings.add(finding);
}

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
if (memory)
  mkdirSync(memory, { recursive: true });
await checkAll(sourcesToCheck());
console.log(`clang-tidy: ${findings.size} findings in ${units} units, ${known} of them known`);
if (findings.size > 0)
  console.log(`To check a source again: packaging/shell node tests/tools/tidy.mjs ${path.relative(project, build)} FILE`);
process.exit(findings.size > 0 ? 1 : 0);
