// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QList>
#include <QString>

namespace Parlance::Demo {

/// A search query: distinct terms in order, with weights.
struct Query
{
    struct Term
    {
        QString text;
        double weight = 1;

        bool operator==(const Term &) const = default;
    };

    /// A limit, so that a long text as a question does not delay other answers.
    static constexpr qsizetype MostTerms = 100;

    QList<Term> terms;

    /// Adds the terms that are new, up to `MostTerms` in all.
    void add(const QStringList &texts, double weight);
};

/// Ranks documents by BM25 (Robertson and Zaragoza, 2009) with k1 = 1.2 and b = 0.75. A document is a bag of
/// terms; a term in a heading may be added several times. The same query always gives the same ranking.
class SearchIndex
{
public:
    struct Hit
    {
        qsizetype document = 0; ///< its index in order of `add()`
        double score = 0;
        double coverage = 0; ///< the share of the query's information that the document has, 0 to 1
    };

    void add(const QStringList &terms);

    /// The documents with at least one of the terms, best first; equal scores in order of `add()`.
    [[nodiscard]] QList<Hit> search(const Query &query) const;

    /// A term's information: high if few documents have it.
    [[nodiscard]] double information(const QString &term) const;

private:
    struct Document
    {
        QHash<QString, int> counts;
        qsizetype length = 0;
    };

    [[nodiscard]] double score(const Document &document, const Query::Term &term) const;
    [[nodiscard]] Hit hit(qsizetype document, const Query &query) const;

    QList<Document> m_documents;
    QHash<QString, int> m_documentsWith;
    qsizetype m_totalLength = 0;
};

} // namespace Parlance::Demo
