// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/answerrecord.h"

#include <algorithm>

namespace Parlance {

/// The end is cut only now and then, so that a token costs no copy of it.
void AnswerRecord::add(QByteArrayView bytes)
{
    const qsizetype fits = std::min(bytes.size(), KeptBytes - m_beginning.size());
    m_beginning.append(bytes.first(fits));
    m_ending.append(bytes.sliced(fits));
    if (m_ending.size() > 4 * KeptBytes)
        m_ending.remove(0, m_ending.size() - KeptBytes);
}

} // namespace Parlance
