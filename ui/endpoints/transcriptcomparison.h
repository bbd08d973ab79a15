// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "measure/worderrors.h"
#include "measure/wordmarks.h"

#include <QCoreApplication>

namespace Parlance {

/// How a transcript differs from another one of the same sound, which counts as right.
class TranscriptComparison
{
    Q_DECLARE_TR_FUNCTIONS(Parlance::TranscriptComparison)

public:
    TranscriptComparison() = default;
    /// Takes up to a second or two; for texts that are too long to compare there are no marks.
    TranscriptComparison(const QString &right, const QString &heard);

    /// `left` are those of the right text.
    [[nodiscard]] const WordMarks &marks() const { return m_marks; }
    /// "Word error rate 12.5 % against whisper-1: 1 other word, 1 missing, 1 too many, of 24".
    [[nodiscard]] QString describe(const QString &rightName) const;

private:
    std::optional<WordErrors> m_errors; ///< empty if the texts are too long
    WordMarks m_marks;
};

} // namespace Parlance
