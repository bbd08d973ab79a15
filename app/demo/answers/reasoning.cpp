// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/answers/reasoning.h"

#include "demo/answers/research.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Parlance::Demo {

namespace {

constexpr qsizetype MostListed = 8;

QString listed(const QList<Query::Term> &terms)
{
    QStringList words;
    for (const Query::Term &term : terms)
        words += u"\u201c%1\u201d"_s.arg(term.text);
    return words.join(u", "_s);
}

QString aboutTerms(const Research &found)
{
    const QList<Query::Term> earlier = found.query.terms.sliced(found.latest.terms.size());
    QString text = found.latest.terms.isEmpty()
                       ? u"The question has no word that says what it is about."_s
                       : u"The question comes down to %1."_s.arg(listed(found.latest.terms));
    if (!earlier.isEmpty())
        text += u" The questions before it add, with less weight, %1."_s.arg(listed(earlier));
    return text;
}

QString aboutSearch(const Handbook &handbook, const Research &found)
{
    return u"I look through %1 passages in %2 chapters of the handbook. In %3 of them is at least one of these word stems."_s
        .arg(handbook.passages().size())
        .arg(handbook.chapters().size())
        .arg(found.hits.size());
}

QString fate(const Research &found, const SearchIndex::Hit &hit)
{
    const auto isSame = [&](const SearchIndex::Hit &chosen) {
        return chosen.document == hit.document;
    };
    if (found.chosen.isEmpty())
        return u"does not fit"_s;
    if (std::ranges::any_of(found.chosen, isSame))
        return u"taken"_s;
    return hit.score < LeastShare * found.hits.constFirst().score ? u"too weak"_s
                                                                  : u"left out, there is enough"_s;
}

QString ranking(const Handbook &handbook, const Research &found)
{
    QStringList lines;
    for (const SearchIndex::Hit &hit : found.hits.first(std::min(MostListed, found.hits.size()))) {
        const Passage &passage = handbook.passage(hit);
        lines += u"%1. %2 \u203a %3: score %4, %5 % of the question, %6"_s.arg(lines.size() + 1)
                     .arg(passage.chapter, passage.heading)
                     .arg(hit.score, 0, 'f', 2)
                     .arg(qRound(hit.coverage * 100))
                     .arg(fate(found, hit));
    }
    return lines.join(u'\n');
}

QString verdict(const Handbook &handbook, const Research &found)
{
    if (found.chosen.isEmpty()) {
        return u"No passage has %1 % of what the question asks, so nothing fits. I say so instead of guessing."_s
            .arg(qRound(LeastCoverage * 100));
    }
    return u"I take %1: the best is \u201c%2\u201d, and each other has at least %3 % of its score. I keep "
           u"together what "
           "is from one chapter."_s.arg(found.chosen.size())
               .arg(handbook.passage(found.chosen.constFirst()).heading)
               .arg(qRound(LeastShare * 100));
}

} // namespace

QString reasoning(const Handbook &handbook, const Research &found)
{
    QStringList paragraphs{aboutTerms(found), aboutSearch(handbook, found)};
    if (!found.hits.isEmpty())
        paragraphs += ranking(handbook, found);
    paragraphs += verdict(handbook, found);
    return paragraphs.join(u"\n\n"_s);
}

} // namespace Parlance::Demo
