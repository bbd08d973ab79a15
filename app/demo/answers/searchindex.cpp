// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/answers/searchindex.h"

#include <algorithm>
#include <cmath>

namespace Parlance::Demo {

namespace {

constexpr double K1 = 1.2;
constexpr double B = 0.75;

} // namespace

void Query::add(const QStringList &texts, double weight)
{
    for (const QString &text : texts) {
        const auto isSame = [&](const Term &known) {
            return known.text == text;
        };
        if (terms.size() < MostTerms && std::ranges::none_of(terms, isSame))
            terms.append({text, weight});
    }
}

void SearchIndex::add(const QStringList &terms)
{
    Document document;
    document.length = terms.size();
    for (const QString &term : terms)
        ++document.counts[term];
    for (auto it = document.counts.cbegin(); it != document.counts.cend(); ++it)
        ++m_documentsWith[it.key()];
    m_totalLength += document.length;
    m_documents.append(std::move(document));
}

double SearchIndex::information(const QString &term) const
{
    const double with = m_documentsWith.value(term);
    return std::log(1 + (static_cast<double>(m_documents.size()) - with + 0.5) / (with + 0.5));
}

double SearchIndex::score(const Document &document, const Query::Term &term) const
{
    const double count = document.counts.value(term.text);
    const double averageLength = static_cast<double>(m_totalLength) / static_cast<double>(m_documents.size());
    const double norm = 1 - B + B * static_cast<double>(document.length) / averageLength;
    return term.weight * information(term.text) * count * (K1 + 1) / (count + K1 * norm);
}

SearchIndex::Hit SearchIndex::hit(qsizetype document, const Query &query) const
{
    Hit result{.document = document};
    double known = 0;
    double asked = 0;
    for (const Query::Term &term : query.terms) {
        const double told = term.weight * information(term.text);
        asked += told;
        if (m_documents.at(document).counts.contains(term.text)) {
            known += told;
            result.score += score(m_documents.at(document), term);
        }
    }
    result.coverage = asked > 0 ? known / asked : 0;
    return result;
}

QList<SearchIndex::Hit> SearchIndex::search(const Query &query) const
{
    QList<Hit> hits;
    for (qsizetype i = 0; i < m_documents.size(); ++i) {
        if (const Hit candidate = hit(i, query); candidate.score > 0)
            hits.append(candidate);
    }
    std::ranges::stable_sort(hits, std::ranges::greater(), &Hit::score);
    return hits;
}

} // namespace Parlance::Demo
