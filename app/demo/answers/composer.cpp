// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/answers/composer.h"

#include "chat/chatrequest.h"
#include "demo/answers/markdownblocks.h"
#include "demo/answers/reasoning.h"
#include "demo/answers/received.h"
#include "demo/answers/research.h"
#include "demo/answers/searchterms.h"
#include "demo/answers/smalltalk.h"
#include "demo/answers/tier.h"
#include "demo/tools/toolresults.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Parlance::Demo {

namespace {

constexpr qsizetype MostSubjectWords = 5;

QString paragraphs(QStringList blocks)
{
    blocks.removeAll(QString());
    return blocks.join(u"\n\n"_s);
}

/// The first blocks of a text; never ends with a block that introduces the next ("like this:").
QString beginning(const QString &markdown, qsizetype count)
{
    const QStringList blocks = markdownBlocks(markdown);
    qsizetype end = count > 0 ? std::min(count, blocks.size()) : blocks.size();
    while (end < blocks.size() && blocks.at(end - 1).endsWith(u':'))
        ++end;
    return paragraphs(blocks.first(end));
}

/// The first sentence of a text for an outline; empty if it begins with a list, a table or code.
QString firstSentence(const QString &markdown)
{
    static const QRegularExpression sentence(
        uR"(^[^-*|`>~#\d].*?[.:!?](?=\s|$))"_s, QRegularExpression::DotMatchesEverythingOption);
    const QString block = markdownBlocks(markdown).value(0);
    QString text = sentence.match(block).captured().replace(u'\n', u' ');
    if (text.endsWith(u':'))
        text.back() = u'.';
    return text;
}

QString bold(const QString &text)
{
    return u"**%1**"_s.arg(text);
}

/// A Markdown link to `ask:`. The window asks its text when it is followed.
QString promptLink(const QString &text)
{
    return u"[%1](ask:)"_s.arg(text);
}

/// "a", "a and b", "a, b and c".
QString enumerated(QStringList items)
{
    if (items.size() < 2)
        return items.value(0);
    const QString last = items.takeLast();
    return u"%1 and %2"_s.arg(items.join(u", "_s), last);
}

/// The subject words of a question, formatted as code, so that none is read as Markdown.
QString subject(const QString &question)
{
    QStringList words;
    static const QRegularExpression border(u"[\\s`.,;:!?()\"]+"_s);
    for (const QString &word : question.split(border, Qt::SkipEmptyParts)) {
        if (words.size() < MostSubjectWords && !searchTerms(word).isEmpty())
            words += u"`%1`"_s.arg(word.left(40));
    }
    words.removeDuplicates();
    return enumerated(words);
}

/// Groups passages by chapter, with the chapters in order of their best passage.
QList<SearchIndex::Hit> byChapter(const Handbook &handbook, const QList<SearchIndex::Hit> &hits)
{
    QStringList chapters;
    for (const SearchIndex::Hit &hit : hits)
        chapters += handbook.passage(hit).chapter;
    QList<SearchIndex::Hit> sorted = hits;
    std::ranges::stable_sort(sorted, {},
        [&](const SearchIndex::Hit &hit) { return chapters.indexOf(handbook.passage(hit).chapter); });
    return sorted;
}

QString counted(qsizetype count, const QString &one)
{
    return count == 1 ? u"one %1"_s.arg(one) : u"%1 %2s"_s.arg(count).arg(one);
}

} // namespace

Persona Persona::gateway()
{
    return {.self = u"I am the embedded demo gateway, not a model. I only search the handbook of Parlance."_s,
        .greeting =
            u"I am the embedded demo gateway of Parlance. I am not a model: I search the handbook and "
            "answer from it, on this computer, with no network and no key."_s,
        .example = u"How do I compare tiers?"_s,
        .opening = u"On %1, the handbook says:"_s,
        .signature = u"*Embedded demo gateway: a search in the Parlance handbook, not a model.*"_s};
}

Composer::Composer(Handbook handbook, Persona persona)
    : m_handbook(std::move(handbook))
    , m_persona(std::move(persona))
{
}

Answer Composer::compose(const ChatRequest &request, const Depth &depth) const
{
    const Research findings = research(m_handbook, request, depth);
    Answer answer;
    if (depth.reasoning)
        answer.reasoning = reasoning(m_handbook, findings);
    const QString results = resultText(request);
    const QString received = receivedText(request);
    const bool onlyReceived = !received.isEmpty() && findings.question.trimmed().isEmpty();
    answer.text = !results.isEmpty() ? paragraphs({results, signature()})
                  : onlyReceived     ? paragraphs({received, signature()})
                                     : paragraphs({received, text(findings, depth)});
    answer = stopped(answer, request.stop);
    return request.maxTokens ? capped(answer, *request.maxTokens) : answer;
}

QString Composer::text(const Research &findings, const Depth &depth) const
{
    if (const QString greeting = countedGreeting(findings.question); !greeting.isEmpty())
        return paragraphs({greeting, signature()});
    if (isGreeting(findings.question))
        return paragraphs({u"Hello!"_s, introduction()});
    if (isThanks(findings.question))
        return paragraphs({u"You are welcome! Ask me anything else about Parlance."_s, signature()});
    if (findings.query.terms.isEmpty())
        return introduction();
    if (findings.chosen.isEmpty())
        return nothingFound(findings.question);
    const QString body = depth.outlined ? outlined(findings, depth) : found(findings, depth);
    return paragraphs({body, readMore(findings), signature()});
}

QString Composer::found(const Research &findings, const Depth &depth) const
{
    QStringList headings;
    QStringList sections;
    for (const SearchIndex::Hit &hit : findings.chosen) {
        const Passage &passage = m_handbook.passage(hit);
        headings += bold(passage.heading);
        sections += u"### %1\n\n%2"_s.arg(passage.heading, beginning(passage.body, depth.blocks));
    }
    if (sections.size() > 1)
        return paragraphs(
            QStringList(u"Two parts of the handbook answer this: %1."_s.arg(enumerated(headings))) +
            sections);
    const QString body = beginning(m_handbook.passage(findings.chosen.constFirst()).body, depth.blocks);
    return paragraphs({m_persona.opening.arg(headings.constFirst()), body});
}

QString Composer::outlined(const Research &findings, const Depth &depth) const
{
    QStringList sections{outline(findings)};
    QString chapter;
    for (const SearchIndex::Hit &hit : byChapter(m_handbook, findings.chosen)) {
        const Passage &passage = m_handbook.passage(hit);
        if (std::exchange(chapter, passage.chapter) != passage.chapter)
            sections += u"## "_s + passage.chapter;
        if (passage.heading != passage.chapter)
            sections += u"### "_s + passage.heading;
        sections += beginning(passage.body, depth.blocks);
    }
    return paragraphs(sections);
}

QString Composer::outline(const Research &findings) const
{
    QStringList chapters;
    QStringList points;
    for (const SearchIndex::Hit &hit : byChapter(m_handbook, findings.chosen)) {
        const Passage &passage = m_handbook.passage(hit);
        chapters += passage.chapter;
        points += u"- %1: %2"_s.arg(bold(passage.heading), firstSentence(passage.body));
        if (points.constLast().endsWith(": "_L1))
            points.last().chop(2);
    }
    chapters.removeDuplicates();
    const QString opening = u"The handbook answers this in %1 from %2. In short:"_s.arg(
        counted(points.size(), u"passage"_s), counted(chapters.size(), u"chapter"_s));
    return paragraphs({opening, points.join(u'\n')});
}

QString Composer::nothingFound(const QString &question) const
{
    const QString about = subject(question);
    const QString opening = about.isEmpty() ? u"I found nothing that fits."_s
                            : about.contains(u"` and `")
                                ? u"I found nothing that fits %1 together."_s.arg(about)
                                : u"I found nothing about %1."_s.arg(about);
    return paragraphs({m_persona.self + u' ' + opening, u"Here is what I can answer:"_s, subjects(),
        u"For anything else, connect a real gateway in Settings."_s});
}

QString Composer::introduction() const
{
    return paragraphs({m_persona.greeting, u"Ask me about:"_s, subjects(),
        u"For example: "_s + promptLink(m_persona.example)});
}

QString Composer::subjects() const
{
    QStringList lines;
    for (const QString &chapter : m_handbook.chapters())
        lines += u"- "_s + promptLink(chapter);
    return lines.join(u'\n');
}

QString Composer::readMore(const Research &findings) const
{
    QStringList headings;
    for (const SearchIndex::Hit &hit : findings.related)
        headings += promptLink(m_handbook.passage(hit).heading);
    headings.removeDuplicates();
    return headings.isEmpty() ? QString() : u"**Read more:** ask me about %1."_s.arg(enumerated(headings));
}

} // namespace Parlance::Demo
