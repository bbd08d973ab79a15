// SPDX-License-Identifier: GPL-3.0-or-later
#include "tokens/tokencount.h"

#include "tokens/bytepairs.h"
#include "tokens/textpieces.h"

#include <brotli/decode.h>

#include <QFile>
#include <QStringEncoder>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

constexpr std::size_t MostUnpacked = 2'000'000; ///< bytes, of a vocabulary

QByteArray unpacked(const QByteArray &file)
{
    QByteArray bytes(MostUnpacked, Qt::Uninitialized);
    std::size_t size = MostUnpacked;
    const auto *in = reinterpret_cast<const uint8_t *>(file.constData());
    auto *out = reinterpret_cast<uint8_t *>(bytes.data());
    if (BrotliDecoderDecompress(static_cast<std::size_t>(file.size()), in, &size, out) !=
        BROTLI_DECODER_RESULT_SUCCESS)
        return {};
    bytes.truncate(static_cast<qsizetype>(size));
    return bytes;
}

BytePairs readPairs(Vocabulary vocabulary)
{
    QFile file(u":/tokens/%1.br"_s.arg(nameOf(vocabulary)));
    const bool opened = file.open(QIODevice::ReadOnly);
    auto pairs = opened ? BytePairs::read(unpacked(file.readAll())) : std::nullopt;
    Q_ASSERT(pairs); // it is part of the program, and a test reads it
    return *std::move(pairs);
}

const BytePairs &pairsOf(Vocabulary vocabulary)
{
    if (vocabulary == Vocabulary::O200k) {
        static const BytePairs pairs = readPairs(Vocabulary::O200k);
        return pairs;
    }
    static const BytePairs pairs = readPairs(Vocabulary::Cl100k);
    return pairs;
}

/// What is sent for half of a surrogate pair is U+FFFD.
QString valid(QStringView text)
{
    return QString::fromUtf8(text.toUtf8());
}

} // namespace

std::optional<qint64> countTokens(QStringView text, Vocabulary vocabulary, const std::stop_token &stop)
{
    if (!text.isValidUtf16())
        return countTokens(valid(text), vocabulary, stop);
    const BytePairs &pairs = pairsOf(vocabulary);
    QStringEncoder encoder(QStringEncoder::Utf8);
    QByteArray bytes;
    qint64 tokens = 0;
    const auto add = [&](QStringView piece) {
        bytes.resize(encoder.requiredSpace(piece.size()));
        const char *end = encoder.appendToBuffer(bytes.data(), piece);
        const auto count = pairs.count(QByteArrayView(bytes.constData(), end), stop);
        tokens += count.value_or(0);
        return count && !stop.stop_requested();
    };
    return eachPiece(text, vocabulary, add) ? std::optional(tokens) : std::nullopt;
}

} // namespace Parlance
