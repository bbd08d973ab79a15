// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/answers/handbook.h"

#include "demo/answers/markdownblocks.h"
#include "demo/answers/searchterms.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

// A resource in a static library is linked only if it is used. Must be outside any namespace, as Qt requires.
static void initHandbookResource()
{
    Q_INIT_RESOURCE(handbook);
}

namespace Parlance::Demo {

namespace {

constexpr int HeadingWeight = 3;
constexpr int TitleWeight = 2;

QString readText(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

/// Removes a comment for editors at the beginning of a chapter.
QString withoutComment(const QString &markdown)
{
    const qsizetype end = markdown.startsWith("<!--"_L1) ? markdown.indexOf("-->"_L1) + 3 : 0;
    return markdown.sliced(end).trimmed();
}

/// The subject of a passage: without the questions it gives as examples ("*How do I ...?*"), and only the
/// language of code blocks.
QString subjectMatter(QString markdown)
{
    static const QRegularExpression question(uR"(\*[^*\n]+\?\*)"_s);
    static const QRegularExpression code(uR"(^```([^\n]*)\n.*?^```$)"_s,
        QRegularExpression::MultilineOption | QRegularExpression::DotMatchesEverythingOption);
    return markdown.remove(question).replace(code, u"\\1"_s);
}

QStringList repeated(const QStringList &terms, int times)
{
    QStringList all;
    for (int i = 0; i < times; ++i)
        all += terms;
    return all;
}

} // namespace

Handbook::Handbook(const QStringList &chapters)
{
    for (const QString &chapter : chapters)
        addChapter(chapter);
}

Handbook Handbook::builtIn(const QString &names)
{
    initHandbookResource();
    const QDir folder(u":/handbook"_s);
    QStringList chapters;
    for (const QString &name : folder.entryList({names}, QDir::Files, QDir::Name))
        chapters += withoutComment(readText(folder.filePath(name)));
    return Handbook(chapters);
}

void Handbook::addChapter(const QString &markdown)
{
    const QList<MarkdownSection> sections = markdownSections(markdown);
    for (const MarkdownSection &section : sections) {
        if (section.level == 1)
            m_chapters.append(section.heading);
        if (!m_chapters.isEmpty() && !section.body.isEmpty())
            addPassage({.chapter = m_chapters.constLast(), .heading = section.heading, .body = section.body});
    }
}

void Handbook::addPassage(const Passage &passage)
{
    m_index.add(searchTerms(subjectMatter(passage.body)) +
                repeated(searchTerms(passage.heading), HeadingWeight) +
                repeated(searchTerms(passage.chapter), TitleWeight));
    m_passages.append(passage);
}

} // namespace Parlance::Demo
