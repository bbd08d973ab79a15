// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/words/visiblebytes.h"

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

QString visibleByte(char byte)
{
    switch (byte) {
    case '\n':
        return u"\\n"_s;
    case '\r':
        return u"\\r"_s;
    case '\t':
        return u"\\t"_s;
    case '\\':
        return u"\\\\"_s;
    default:
        break;
    }
    if (byte >= 0x20 && byte < 0x7f)
        return QChar::fromLatin1(byte);
    return u"\\x"_s + QString::fromLatin1(QByteArray(1, byte).toHex().toUpper());
}

} // namespace

QString visibleBytes(QByteArrayView bytes)
{
    QString text;
    for (const char byte : bytes)
        text += visibleByte(byte);
    return text;
}

} // namespace Parlance
