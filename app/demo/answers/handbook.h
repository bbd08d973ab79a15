// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/answers/searchindex.h"

#include <QStringList>

namespace Parlance::Demo {

/// A part of the handbook of the size of one heading.
struct Passage
{
    QString chapter;
    QString heading; ///< the chapter's own title for what stands before its first heading
    QString body;    ///< Markdown, without the heading

    bool operator==(const Passage &) const = default;
};

/// The handbook of Parlance, cut into passages and searchable.
class Handbook
{
public:
    /// Takes chapters in Markdown; each begins with its title as a heading of level 1.
    explicit Handbook(const QStringList &chapters);

    /// The handbook that comes with Parlance, in the order of its file names; `names` may pick some of them.
    [[nodiscard]] static Handbook builtIn(const QString &names = QStringLiteral("*.md"));

    [[nodiscard]] const QStringList &chapters() const { return m_chapters; }
    [[nodiscard]] const QList<Passage> &passages() const { return m_passages; }
    [[nodiscard]] const Passage &passage(const SearchIndex::Hit &hit) const
    {
        return m_passages.at(hit.document);
    }

    /// The passages that fit, best first. Words of a heading weigh more than words of the text.
    [[nodiscard]] QList<SearchIndex::Hit> search(const Query &query) const { return m_index.search(query); }

private:
    void addChapter(const QString &markdown);
    void addPassage(const Passage &passage);

    QStringList m_chapters;
    QList<Passage> m_passages;
    SearchIndex m_index;
};

} // namespace Parlance::Demo
