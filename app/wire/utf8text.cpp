// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/utf8text.h"

#include <QStringDecoder>
#include <algorithm>

namespace Parlance {

namespace {

/// The standard's requirements for the bytes after a lead byte.
struct Sequence
{
    qsizetype length = 0; ///< including the lead byte; 0 if it is not a lead byte
    uchar lower =
        0x80; ///< bounds of the second byte, which keep out overlong forms, surrogates and the beyond
    uchar upper = 0xbf;
};

Sequence sequenceOf(uchar lead)
{
    if (lead < 0x80)
        return {.length = 1};
    if (lead >= 0xc2 && lead <= 0xdf)
        return {.length = 2};
    if (lead >= 0xe0 && lead <= 0xef)
        return {.length = 3,
            .lower = uchar(lead == 0xe0 ? 0xa0 : 0x80),
            .upper = uchar(lead == 0xed ? 0x9f : 0xbf)};
    if (lead >= 0xf0 && lead <= 0xf4)
        return {.length = 4,
            .lower = uchar(lead == 0xf0 ? 0x90 : 0x80),
            .upper = uchar(lead == 0xf4 ? 0x8f : 0xbf)};
    return {};
}

/// The number of bytes of the first sequence, whole or broken; at least one.
qsizetype goodBytes(QByteArrayView bytes, const Sequence &sequence)
{
    Sequence expected = sequence;
    qsizetype count = 1;
    for (; count < std::min(expected.length, bytes.size()); ++count) {
        const auto byte = static_cast<uchar>(bytes[count]);
        if (byte < expected.lower || byte > expected.upper)
            break;
        expected.lower = 0x80;
        expected.upper = 0xbf;
    }
    return count;
}

/// QString::fromUtf8() would drop a byte order mark.
QString textOfValidUtf8(QByteArrayView bytes)
{
    return QStringDecoder(QStringDecoder::Utf8, QStringDecoder::Flag::ConvertInitialBom).decode(bytes);
}

} // namespace

QString textFromUtf8(QByteArrayView bytes)
{
    if (bytes.isValidUtf8())
        return textOfValidUtf8(bytes);
    QString text;
    text.reserve(bytes.size());
    while (!bytes.isEmpty()) {
        const Sequence sequence = sequenceOf(static_cast<uchar>(bytes.front()));
        const qsizetype count = goodBytes(bytes, sequence);
        if (count == sequence.length)
            text += textOfValidUtf8(bytes.first(count));
        else
            text += QChar(QChar::ReplacementCharacter);
        bytes = bytes.sliced(count);
    }
    return text;
}

} // namespace Parlance
