// SPDX-License-Identifier: GPL-3.0-or-later
#include "view/conversation/codehighlighter.h"

#include <KSyntaxHighlighting/Definition>
#include <KSyntaxHighlighting/Format>
#include <KSyntaxHighlighting/Repository>

#include <QHash>
#include <QThread>

#include <array>
#include <future>
#include <memory>
#include <optional>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

using KSyntaxHighlighting::Definition;

/// Longer lines are data, not code to read: they stay plain.
constexpr qsizetype longestLine = 4000;

/// What most code in answers is written in.
constexpr std::array commonLanguages{
    "Python"_L1, "JavaScript"_L1, "TypeScript"_L1, "Bash"_L1, "JSON"_L1, "C++"_L1};

/// The endings of files that are written after a fence in place of a name. Many others that the highlighter
/// knows are words ("not", "do", "for"), or those of several languages ("conf", "m").
constexpr QStringView wellKnownEndings =
    u"adb adoc ads ahk asn1 aspx bash bat bib c cbl cc cfg cjs cljc cljs cmake cmd cob cpp cppm cr cs csh "
    u"css csv cts cu cxx d dart ddl desktop diff dtd dts eex eml erb erl ex exs f90 f95 fbs fish frag fs "
    u"fsi fsx g4 gcode gd geojson glsl go gradle graphql groovy h haml handlebars hbs heex hh hjson hpp "
    u"hs htm html hxx ini ino ixx jade java jl js json jsonl jsonnet jsp jsx kt kts ldif less lhs lisp ll "
    u"log lsp ltx lua ly m4 mako md mediawiki mjs mk ml mli mts mustache nim ninja nix nsi org pas patch "
    u"php pl pm po properties proto ps1 psd1 psm1 pug purs py pyi pyw qml qrc r rake raku rb rkt rmd rnc "
    u"rng rs rss rst sass sbt scad scala scheme scm scss sh sol sql srt sty sv svg svh swift tcl tcsh tex "
    u"textile tf tfvars tikz toml ts tsv tsx twig typ vala vb vcf vert vhd vhdl vue wsdl xml xsd xsl xslt "
    u"yaml yml zig zsh";

thread_local std::optional<std::future<std::unique_ptr<KSyntaxHighlighting::Repository>>> prepared;

std::unique_ptr<KSyntaxHighlighting::Repository> loadRepository(QThread *home)
{
    auto repository = std::make_unique<KSyntaxHighlighting::Repository>();
    for (const QLatin1StringView language : commonLanguages)
        repository->definitionForName(language).formats(); // which loads it
    repository->moveToThread(home);
    return repository;
}

/// One for each thread that highlights: it loads a language when that is first asked for.
KSyntaxHighlighting::Repository &repository()
{
    CodeHighlighter::prepare();
    static thread_local const std::unique_ptr<KSyntaxHighlighting::Repository> repository = prepared->get();
    return *repository;
}

/// Maps names that models write after a fence to names that the highlighter knows.
QString withoutAlias(const QString &language)
{
    static const QHash<QString, QString> aliases{
        {u"js"_s, u"JavaScript"_s},
        {u"jsx"_s, u"JavaScript React (JSX)"_s},
        {u"mjs"_s, u"JavaScript"_s},
        {u"node"_s, u"JavaScript"_s},
        {u"ts"_s, u"TypeScript"_s},
        {u"tsx"_s, u"TypeScript React (TSX)"_s},
        {u"py"_s, u"Python"_s},
        {u"python3"_s, u"Python"_s},
        {u"c++"_s, u"C++"_s},
        {u"cpp"_s, u"C++"_s},
        {u"cc"_s, u"C++"_s},
        {u"cs"_s, u"C#"_s},
        {u"csharp"_s, u"C#"_s},
        {u"sh"_s, u"Bash"_s},
        {u"shell"_s, u"Bash"_s},
        {u"console"_s, u"Bash"_s},
        {u"terminal"_s, u"Bash"_s},
        {u"shell-session"_s, u"Bash"_s},
        {u"golang"_s, u"Go"_s},
        {u"rs"_s, u"Rust"_s},
        {u"rb"_s, u"Ruby"_s},
        {u"yml"_s, u"YAML"_s},
        {u"jsonc"_s, u"JSON"_s},
        {u"json5"_s, u"JSON"_s},
        {u"ps1"_s, u"PowerShell"_s},
        {u"kt"_s, u"Kotlin"_s},
        {u"dockerfile"_s, u"Dockerfile"_s},
        {u"docker"_s, u"Dockerfile"_s},
        {u"md"_s, u"Markdown"_s},
        {u"objc"_s, u"Objective-C"_s},
        {u"objective-c"_s, u"Objective-C"_s},
        {u"tex"_s, u"LaTeX"_s},
        {u"proto"_s, u"Protobuf"_s},
        {u"make"_s, u"Makefile"_s},
        {u"postgresql"_s, u"SQL (PostgreSQL)"_s},
        {u"psql"_s, u"SQL (PostgreSQL)"_s},
        {u"mysql"_s, u"SQL (MySQL)"_s},
        {u"f#"_s, u"FSharp"_s},
        {u"fortran"_s, u"Fortran (Free Format)"_s},
        {u"ocaml"_s, u"Objective Caml"_s},
        {u"asm"_s, u"Intel x86 (NASM)"_s},
        {u"nasm"_s, u"Intel x86 (NASM)"_s},
        {u"batch"_s, u"MS-DOS Batch"_s},
    };
    return aliases.value(language.toLower(), language);
}

bool isWellKnownEnding(const QString &word)
{
    static const QList<QStringView> endings = wellKnownEndings.split(u' ');
    return endings.contains(word);
}

/// A file is known by its ending: "main.py", "ts:src/app.ts".
Definition findDefinition(const QString &language)
{
    const Definition byName = repository().definitionForName(withoutAlias(language));
    if (byName.isValid() && !byName.isHidden())
        return byName;
    const QString ending = language.section(u'.', -1).toLower();
    return isWellKnownEnding(ending) ? repository().definitionForFileName(u"file."_s + ending) : Definition();
}

/// The definition of a language; cached.
Definition definitionOf(const QString &language)
{
    static thread_local QHash<QString, Definition> found;
    if (language.isEmpty())
        return {};
    auto it = found.find(language);
    if (it == found.end())
        it = found.insert(language, findDefinition(language));
    return *it;
}

} // namespace

CodeHighlighter::CodeHighlighter(const QString &language)
{
    const Definition definition = definitionOf(language);
    m_known = definition.isValid();
    if (m_known)
        setDefinition(definition);
}

QList<CodeToken> CodeHighlighter::highlight(QStringView line, State &state)
{
    m_tokens.clear();
    if (m_known && line.size() <= longestLine)
        state = highlightLine(line, state);
    return std::exchange(m_tokens, {});
}

QString CodeHighlighter::languageName(const QString &language)
{
    const Definition definition = definitionOf(language);
    return definition.isValid() ? definition.translatedName() : language;
}

QString CodeHighlighter::fileSuffix(const QString &language)
{
    const QList<QString> patterns = definitionOf(language).extensions();
    for (const QString &pattern : patterns) {
        if (pattern.startsWith(u"*."))
            return pattern.sliced(2);
    }
    return u"txt"_s;
}

void CodeHighlighter::prepare()
{
    if (!prepared)
        prepared = std::async(std::launch::async, &loadRepository, QThread::currentThread());
}

void CodeHighlighter::applyFormat(int offset, int length, const KSyntaxHighlighting::Format &format)
{
    const auto style = format.textStyle();
    if (style == KSyntaxHighlighting::Theme::Normal || length == 0)
        return;
    if (!m_tokens.isEmpty() && m_tokens.last().style == style &&
        m_tokens.last().start + m_tokens.last().length == offset)
        m_tokens.last().length += length;
    else
        m_tokens.append({offset, length, style});
}

} // namespace Parlance
