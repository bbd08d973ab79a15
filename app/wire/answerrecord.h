// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/answerhead.h"

namespace Parlance {

/// What is kept of an answer as it came over the wire: its head, and of its body the beginning and the end.
class AnswerRecord
{
public:
    static constexpr qsizetype KeptBytes = 16 * 1024; ///< of the beginning, and at least of the end

    int status = 0; ///< 0 while there is no answer
    RawHeaders headers = {};

    void add(QByteArrayView bytes);

    [[nodiscard]] const QByteArray &beginning() const { return m_beginning; }
    /// What came after the beginning, or its last bytes; it may begin within an event.
    [[nodiscard]] QByteArray ending() const { return m_ending; }
    /// True if the beginning is all there was.
    [[nodiscard]] bool isWhole() const { return m_ending.isEmpty(); }

private:
    QByteArray m_beginning;
    QByteArray m_ending;
};

} // namespace Parlance
