// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/chaterror.h"
#include "client/silencewatch.h"

namespace Parlance {

/// Says this on standard error, on one line.
void tell(const QString &words);

/// The error on one line, with all facts that help to find the cause.
[[nodiscard]] QString describe(const ChatError &error);

/// One line on a terminal's standard error that changes in place, and is wiped when something comes.
class StatusLine
{
public:
    /// "Nothing has come for 12 s. Ctrl+C stops."; empty for a silence that has ended.
    [[nodiscard]] static QString wordsOf(const Silence &silence);
    /// Shows this; wipes the line if it is empty. `isAfterText` is true if standard output is within a line.
    void show(const QString &words, bool isAfterText = false);

private:
    bool m_isShown = false;
};

} // namespace Parlance
