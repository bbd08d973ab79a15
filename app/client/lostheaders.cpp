// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/lostheaders.h"

#include <QRegularExpression>
#include <algorithm>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

/// The bytes of the line with a chunk's size at the beginning; 0 without one (RFC 9112 7.1).
qsizetype chunkLineIn(const QByteArray &begin)
{
    static const QRegularExpression line(u"^[0-9A-Fa-f]{1,8}[ \\t]*(;[^\\r\\n]*)?\\r\\n"_s);
    return line.match(QString::fromLatin1(begin)).capturedLength();
}

} // namespace

void LostHeaders::read(QByteArrayView bytes)
{
    constexpr qsizetype enough = 256;
    m_begin += bytes.first(std::min(bytes.size(), enough - m_begin.size()));
}

bool LostHeaders::isWhole() const
{
    const QByteArray body = m_begin.sliced(chunkLineIn(m_begin)).trimmed();
    return !body.isEmpty() && QByteArrayView("{[<").contains(body.front());
}

bool LostHeaders::isChunked() const
{
    return chunkLineIn(m_begin) > 0;
}

} // namespace Parlance
