// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/endpoints/transcriptcomparison.h"

#include <QLocale>

namespace Parlance {

namespace {

constexpr qsizetype LongestText = 2'000'000;

/// More of them are no help to a reader.
constexpr qsizetype MostMarks = 20'000;

} // namespace

TranscriptComparison::TranscriptComparison(const QString &right, const QString &heard)
{
    if (right.size() > LongestText || heard.size() > LongestText)
        return;
    m_errors = wordErrors(right, heard);
    if (m_errors && m_errors->errors() <= MostMarks)
        m_marks = wordMarks(right, heard);
}

QString TranscriptComparison::describe(const QString &rightName) const
{
    if (!m_errors)
        return tr("Too long to compare with %1 word by word").arg(rightName);
    if (m_errors->errors() == 0)
        return tr("The same words as %1").arg(rightName);
    const auto rate = m_errors->rate();
    if (!rate)
        return tr("%1 heard no word to compare with").arg(rightName);
    return tr("Word error rate %1 % against %2: %3 other, %4 missing, %5 too many, of %6")
        .arg(QLocale().toString(*rate * 100, 'f', 1), rightName)
        .arg(m_errors->substitutions)
        .arg(m_errors->deletions)
        .arg(m_errors->insertions)
        .arg(m_errors->words);
}

} // namespace Parlance
