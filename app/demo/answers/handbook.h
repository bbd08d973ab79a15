// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/answers/searchindex.h"

#include <QStringList>

namespace Parlance::Demo {

/// The part of the handbook below one heading.
struct Passage
{
    QString chapter;
    QString heading; ///< the chapter's title for the text before its first heading
    QString body;    ///< Markdown, without the heading

    bool operator==(const Passage &) const = default;
};

/// The handbook of Parlance, divided into passages and searchable.
class Handbook
{
public:
    /// Takes chapters in Markdown; each begins with its title as a heading of level 1.
    explicit Handbook(const QStringList &chapters);

    /// The built-in handbook, in the order of its file names; `names` is a wildcard pattern that selects
    /// files.
    [[nodiscard]] static Handbook builtIn(const QString &names = QStringLiteral("*.md"));

    [[nodiscard]] const QStringList &chapters() const { return m_chapters; }
    [[nodiscard]] const QList<Passage> &passages() const { return m_passages; }
    [[nodiscard]] const Passage &passage(const SearchIndex::Hit &hit) const
    {
        return m_passages.at(hit.document);
    }

    /// The matching passages, best first. Words in a heading weigh more than words in the text.
    [[nodiscard]] QList<SearchIndex::Hit> search(const Query &query) const { return m_index.search(query); }

private:
    void addChapter(const QString &markdown);
    void addPassage(const Passage &passage);

    QStringList m_chapters;
    QList<Passage> m_passages;
    SearchIndex m_index;
};

} // namespace Parlance::Demo
