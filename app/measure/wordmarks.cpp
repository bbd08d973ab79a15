// SPDX-License-Identifier: GPL-3.0-or-later
#include "measure/wordmarks.h"

#include "measure/worddiff.h"
#include "measure/worderrors.h"

#include <QTextBoundaryFinder>

namespace Parlance {

namespace {

using Kind = DiffPiece::Kind;

/// The words of a text as they are compared, one a line, and where each stands.
struct Spoken
{
    QString lines;
    QList<WordPlace> places;
};

Spoken spokenIn(const QString &text)
{
    Spoken spoken;
    QTextBoundaryFinder finder(QTextBoundaryFinder::Word, text);
    qsizetype begin = 0;
    for (qsizetype end = finder.toNextBoundary(); end > 0; end = finder.toNextBoundary()) {
        const QStringList words = spokenWords(text.sliced(begin, end - begin));
        for (const QString &word : words) {
            spoken.lines += word + u'\n';
            spoken.places.append({.begin = begin, .length = end - begin});
        }
        begin = end;
    }
    return spoken;
}

QList<WordPlace> marksOf(const Spoken &spoken, const QList<DiffPiece> &pieces, Kind kind)
{
    QList<WordPlace> marks;
    qsizetype line = 0;
    for (const DiffPiece &piece : pieces) {
        if (piece.kind != Kind::Same && piece.kind != kind)
            continue;
        for (const QChar c : piece.text) {
            if (c == u'\n')
                ++line;
            else if (piece.kind == kind && (marks.isEmpty() || marks.last() != spoken.places.at(line)))
                marks.append(spoken.places.at(line));
        }
    }
    return marks;
}

} // namespace

WordMarks wordMarks(const QString &left, const QString &right)
{
    const Spoken leftWords = spokenIn(left);
    const Spoken rightWords = spokenIn(right);
    const QList<DiffPiece> pieces = wordDiff(leftWords.lines, rightWords.lines);
    return {
        .left = marksOf(leftWords, pieces, Kind::Left), .right = marksOf(rightWords, pieces, Kind::Right)};
}

} // namespace Parlance
