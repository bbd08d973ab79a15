// SPDX-License-Identifier: GPL-3.0-or-later
#include "view/base/longline.h"

#include <QTextBoundaryFinder>

#include <algorithm>

namespace Parlance {

namespace {

/// No character below it combines with the one before.
constexpr QChar firstMark = u'\u0300';

/// The last grapheme boundary up to `at`; 0 if `line` has none after its start.
qsizetype letterStart(QStringView line, qsizetype at)
{
    if (line.at(at) < firstMark && line.at(at - 1) < firstMark)
        return at;
    // Includes the whole character, which may be a surrogate pair.
    QTextBoundaryFinder letters(QTextBoundaryFinder::Grapheme, line.first(std::min(at + 2, line.size())));
    letters.setPosition(at);
    return letters.isAtBoundary() ? at : letters.toPreviousBoundary();
}

} // namespace

qsizetype firstPart(QStringView line, qsizetype longest)
{
    if (line.size() <= longest)
        return line.size();
    const qsizetype space = line.lastIndexOf(u' ', longest - 1);
    const qsizetype start = letterStart(line, space >= longest / 2 ? space + 1 : longest);
    return start > 0 ? start : longest - (line.at(longest).isLowSurrogate() ? 1 : 0);
}

} // namespace Parlance
