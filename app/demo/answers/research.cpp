// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/answers/research.h"

#include "demo/answers/questions.h"
#include "demo/answers/searchterms.h"
#include "demo/answers/tier.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace Parlance::Demo {

namespace {

/// The weights of the words in questions before the latest one, newest first.
constexpr std::array EarlierWeights{0.3, 0.1};
constexpr qsizetype MostRelated = 3;

bool fits(const Handbook &handbook, const Research &result)
{
    const Query &asked = result.latest.terms.isEmpty() ? result.query : result.latest;
    return std::ranges::any_of(
        handbook.search(asked), [](const SearchIndex::Hit &hit) { return hit.coverage >= LeastCoverage; });
}

/// True for a question that is about the one before it, such as "and in Python?".
bool refersBack(const QString &question)
{
    static const QRegularExpression words(
        uR"(^\s*(and|but|or|so|then|(what|how) about)\b|\b(it|this|these|they|them)\b)"_s,
        QRegularExpression::CaseInsensitiveOption);
    return words.match(question).hasMatch();
}

bool isIllustrated(const Passage &passage)
{
    return passage.body.contains("```"_L1) || passage.body.contains("\n|"_L1);
}

/// Puts a passage with a table or code among the first two, if a good one exists.
void preferIllustrated(const Handbook &handbook, QList<SearchIndex::Hit> &good)
{
    if (good.isEmpty() || isIllustrated(handbook.passage(good.constFirst())))
        return;
    const auto found = std::ranges::find_if(
        good, [&](const SearchIndex::Hit &hit) { return isIllustrated(handbook.passage(hit)); });
    if (found != good.end())
        std::rotate(good.begin() + 1, found, found + 1);
}

/// Keeps only the best passages of each chapter.
void spread(const Handbook &handbook, QList<SearchIndex::Hit> &good, qsizetype perChapter)
{
    QHash<QString, qsizetype> taken;
    good.removeIf(
        [&](const SearchIndex::Hit &hit) { return ++taken[handbook.passage(hit).chapter] > perChapter; });
}

void choose(const Handbook &handbook, const Depth &depth, Research &result)
{
    const double least = LeastShare * result.hits.constFirst().score;
    QList<SearchIndex::Hit> good = result.hits;
    good.removeIf([&](const SearchIndex::Hit &hit) { return hit.score < least; });
    if (depth.perChapter > 0)
        spread(handbook, good, depth.perChapter);
    if (depth.illustrated)
        preferIllustrated(handbook, good);
    std::ranges::rotate(good, good.begin() + depth.variant % good.size());
    result.chosen = good.first(std::min(depth.passages, good.size()));
    for (const SearchIndex::Hit &hit : std::as_const(result.hits)) {
        const auto isSame = [&](const SearchIndex::Hit &other) {
            return other.document == hit.document;
        };
        if (result.related.size() < MostRelated && std::ranges::none_of(result.chosen, isSame))
            result.related.append(hit);
    }
}

} // namespace

Research research(const Handbook &handbook, const ChatRequest &request, const Depth &depth)
{
    const QStringList texts = questions(request);
    Research result;
    result.question = texts.value(0);
    result.latest.add(searchTerms(result.question), 1);
    result.query = result.latest;
    const bool standsAlone = !result.latest.terms.isEmpty() && !refersBack(result.question);
    for (size_t i = 0; i < EarlierWeights.size() && !standsAlone; ++i)
        result.query.add(searchTerms(texts.value(static_cast<qsizetype>(i) + 1)), EarlierWeights.at(i));
    result.hits = handbook.search(result.query);
    if (fits(handbook, result))
        choose(handbook, depth, result);
    return result;
}

} // namespace Parlance::Demo
