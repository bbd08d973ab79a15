// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/decompressor.h"

#include <algorithm>
#include <array>
#include <brotli/decode.h>
#include <zlib.h>
#include <zstd.h>

namespace Parlance {

namespace {

using State = Decompressor::State;

/// What comes out at once.
using Buffer = std::array<char, 32 * 1024>;

/// Gzip, zlib and raw deflate. A gzip body may be several, one behind another (RFC 1952 2.2).
class Inflater : public Decompressor
{
public:
    explicit Inflater(Compression compression)
        : m_mayGoOn(compression == Compression::Gzip)
    {
        constexpr int gzip = 16; // zlib's way to name the form
        const int window = compression == Compression::RawDeflate ? -MAX_WBITS
                           : compression == Compression::Gzip     ? MAX_WBITS + gzip
                                                                  : MAX_WBITS;
        inflateInit2(&m_stream, window);
    }
    ~Inflater() override { inflateEnd(&m_stream); }
    Q_DISABLE_COPY_MOVE(Inflater)

protected:
    State step(QByteArrayView &bytes, QByteArray &plain) override
    {
        if (m_isWhole && !m_mayGoOn)
            bytes = {};
        if (m_isWhole && bytes.isEmpty())
            return State::Ended;
        Buffer buffer;
        m_stream.next_in =
            reinterpret_cast<z_const Bytef *>(const_cast<char *>(bytes.data())); // it reads only
        m_stream.avail_in = static_cast<uInt>(bytes.size());
        m_stream.next_out = reinterpret_cast<Bytef *>(buffer.data());
        m_stream.avail_out = static_cast<uInt>(buffer.size());
        const int result = inflate(&m_stream, Z_SYNC_FLUSH);
        bytes = bytes.last(m_stream.avail_in);
        plain.append(buffer.data(), static_cast<qsizetype>(buffer.size() - m_stream.avail_out));
        return stateAfter(result);
    }

private:
    State stateAfter(int result)
    {
        if (result == Z_STREAM_END) {
            m_isWhole = true;
            m_hasMore = true;
            return inflateReset(&m_stream) == Z_OK ? State::Ended : State::Broken;
        }
        m_isWhole = m_hasMore && m_stream.total_out == 0; // no other has begun, but for its head
        if (result == Z_OK || result == Z_BUF_ERROR)      // the latter means that it needs more
            return m_isWhole ? State::Ended : State::Reading;
        m_mayGoOn = false;
        return m_isWhole ? State::Ended : State::Broken; // padding, or a fault
    }

    z_stream m_stream = {};
    bool m_mayGoOn;
    bool m_hasMore = false; ///< one was read to its end
    bool m_isWhole = false; ///< and no other has begun
};

class BrotliReader : public Decompressor
{
public:
    ~BrotliReader() override { BrotliDecoderDestroyInstance(m_decoder); }
    BrotliReader() = default;
    Q_DISABLE_COPY_MOVE(BrotliReader)

protected:
    State step(QByteArrayView &bytes, QByteArray &plain) override
    {
        if (!m_decoder)
            return State::Broken;
        if (BrotliDecoderIsFinished(m_decoder)) {
            bytes = {};
            return State::Ended;
        }
        Buffer buffer;
        const auto *in = reinterpret_cast<const uint8_t *>(bytes.data());
        auto *out = reinterpret_cast<uint8_t *>(buffer.data());
        size_t left = static_cast<size_t>(bytes.size());
        size_t room = buffer.size();
        const BrotliDecoderResult result =
            BrotliDecoderDecompressStream(m_decoder, &left, &in, &room, &out, nullptr);
        bytes = bytes.last(static_cast<qsizetype>(left));
        plain.append(buffer.data(), static_cast<qsizetype>(buffer.size() - room));
        if (result == BROTLI_DECODER_RESULT_ERROR)
            return State::Broken;
        return result == BROTLI_DECODER_RESULT_SUCCESS ? State::Ended : State::Reading;
    }

private:
    BrotliDecoderState *m_decoder = BrotliDecoderCreateInstance(nullptr, nullptr, nullptr);
};

class ZstdReader : public Decompressor
{
public:
    ZstdReader()
    {
        constexpr int largestWindow = 23; // 8 MiB (RFC 9659 3)
        if (m_stream)
            ZSTD_DCtx_setParameter(m_stream, ZSTD_d_windowLogMax, largestWindow);
    }
    ~ZstdReader() override { ZSTD_freeDStream(m_stream); }
    Q_DISABLE_COPY_MOVE(ZstdReader)

protected:
    State step(QByteArrayView &bytes, QByteArray &plain) override
    {
        if (!m_stream)
            return State::Broken;
        if (m_isWhole && bytes.isEmpty())
            return State::Ended;
        Buffer buffer;
        ZSTD_inBuffer in{.src = bytes.data(), .size = static_cast<size_t>(bytes.size()), .pos = 0};
        ZSTD_outBuffer out{.dst = buffer.data(), .size = buffer.size(), .pos = 0};
        const size_t result = ZSTD_decompressStream(m_stream, &out, &in);
        bytes = bytes.sliced(static_cast<qsizetype>(in.pos));
        plain.append(buffer.data(), static_cast<qsizetype>(out.pos));
        if (ZSTD_isError(result))
            return State::Broken;
        m_isWhole = result == 0; // another frame may follow (RFC 8878 3.1)
        return m_isWhole ? State::Ended : State::Reading;
    }

private:
    ZSTD_DStream *m_stream = ZSTD_createDStream();
    bool m_isWhole = false;
};

} // namespace

void Decompressor::read(QByteArrayView bytes, QByteArray &plain, qint64 most)
{
    while (m_state == State::Reading || m_state == State::Ended) {
        const qsizetype unread = bytes.size();
        const qsizetype before = plain.size();
        m_state = step(bytes, plain);
        m_out += plain.size() - before;
        if (m_out > most)
            m_state = State::TooLarge;
        if (bytes.size() == unread && plain.size() == before)
            return;
    }
}

std::unique_ptr<Decompressor> decompressor(Compression compression)
{
    switch (compression) {
    case Compression::Gzip:
    case Compression::Zlib:
    case Compression::RawDeflate:
        return std::make_unique<Inflater>(compression);
    case Compression::Brotli:
        return std::make_unique<BrotliReader>();
    case Compression::Zstd:
        return std::make_unique<ZstdReader>();
    }
    Q_UNREACHABLE_RETURN({});
}

} // namespace Parlance
