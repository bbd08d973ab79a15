// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/compressed.h"

#include <brotli/encode.h>
#include <functional>
#include <memory>
#include <zlib.h>
#include <zstd.h>

namespace Parlance::Test {

namespace {

/// Takes plain bytes, and whether they are the last; returns what they become.
using Compressor = std::function<QByteArray(const QByteArray &, bool)>;

Compressor deflater(int window)
{
    const std::shared_ptr<z_stream> stream(new z_stream{}, [](z_stream *ended) {
        deflateEnd(ended);
        delete ended;
    });
    deflateInit2(stream.get(), Z_DEFAULT_COMPRESSION, Z_DEFLATED, window, 8, Z_DEFAULT_STRATEGY);
    return [stream](QByteArray bytes, bool isLast) {
        const uLong most = deflateBound(stream.get(), static_cast<uLong>(bytes.size())) + 64;
        QByteArray out(static_cast<qsizetype>(most), '\0');
        stream->next_in = reinterpret_cast<Bytef *>(bytes.data());
        stream->avail_in = static_cast<uInt>(bytes.size());
        stream->next_out = reinterpret_cast<Bytef *>(out.data());
        stream->avail_out = static_cast<uInt>(out.size());
        deflate(stream.get(), isLast ? Z_FINISH : Z_SYNC_FLUSH);
        return out.chopped(stream->avail_out);
    };
}

Compressor brotli()
{
    const std::shared_ptr<BrotliEncoderState> state(
        BrotliEncoderCreateInstance(nullptr, nullptr, nullptr), &BrotliEncoderDestroyInstance);
    return [state](const QByteArray &bytes, bool isLast) {
        QByteArray out(bytes.size() + 1024, '\0');
        auto left = static_cast<size_t>(bytes.size());
        auto room = static_cast<size_t>(out.size());
        const auto *in = reinterpret_cast<const uint8_t *>(bytes.data());
        auto *to = reinterpret_cast<uint8_t *>(out.data());
        BrotliEncoderCompressStream(state.get(), isLast ? BROTLI_OPERATION_FINISH : BROTLI_OPERATION_FLUSH,
            &left, &in, &room, &to, nullptr);
        return out.chopped(static_cast<qsizetype>(room));
    };
}

Compressor zstd()
{
    const std::shared_ptr<ZSTD_CCtx> context(ZSTD_createCCtx(), &ZSTD_freeCCtx);
    return [context](const QByteArray &bytes, bool isLast) {
        QByteArray out(
            static_cast<qsizetype>(ZSTD_compressBound(static_cast<size_t>(bytes.size()))) + 64, '\0');
        ZSTD_inBuffer in{.src = bytes.data(), .size = static_cast<size_t>(bytes.size()), .pos = 0};
        ZSTD_outBuffer to{.dst = out.data(), .size = static_cast<size_t>(out.size()), .pos = 0};
        ZSTD_compressStream2(context.get(), &to, &in, isLast ? ZSTD_e_end : ZSTD_e_flush);
        return out.first(static_cast<qsizetype>(to.pos));
    };
}

Compressor compressorFor(const QByteArray &coding)
{
    if (coding == "br")
        return brotli();
    if (coding == "zstd")
        return zstd();
    if (coding == "gzip")
        return deflater(MAX_WBITS + 16);
    return deflater(coding == "deflate-raw" ? -MAX_WBITS : MAX_WBITS);
}

} // namespace

Pieces compressed(const QByteArray &coding, const Pieces &pieces)
{
    const Compressor compress = compressorFor(coding);
    Pieces out;
    for (const QByteArray &piece : pieces)
        out.append(compress(piece, false));
    out.last() += compress({}, true);
    return out;
}

QByteArray compressed(const QByteArray &coding, const QByteArray &bytes)
{
    return compressorFor(coding)(bytes, true);
}

} // namespace Parlance::Test
