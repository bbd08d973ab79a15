// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/chaterror.h"
#include "chat/timing.h"
#include "wire/answerhead.h"

namespace Parlance {

/// Everything one connection brought, to the byte, with times: the head, the pieces of the body, the end.
/// Times count from the moment the request was handed to the network, which is `startedAt`.
///
/// The body is stored in blocks: small pieces are copied into blocks of up to 64 KiB, large ones are kept as
/// they came. The length and time of a piece take 2 to 5 more bytes, so a recording is little larger than
/// what arrived, however small the pieces are.
class Recording
{
public:
    struct Head
    {
        int status = 0;
        RawHeaders headers = {};
        Timing::Duration at{0};
    };
    /// The bytes of one read of the connection, or a part of them if a block ends within.
    struct Piece
    {
        qint64 offset = 0; ///< of the first byte, in the body
        QByteArrayView bytes;
        Timing::Duration at{0};
    };
    struct End
    {
        enum class By {
            Server,  ///< the server closed the connection, or the network did: see `failure`
            EndMark, ///< this side stopped reading: at the dialect's end mark, or in the silence after a
                     ///< finish reason
            User     ///< the user stopped the exchange
        };
        std::optional<ChatError> failure = {}; ///< why the connection broke; empty if the server ended it
        Timing::Duration at{0};
        By by = By::Server;
    };

    /// Reads the pieces of a recording in order, also while more are added. The recording must outlive it.
    class Reader
    {
    public:
        explicit Reader(const Recording &recording)
            : m_recording(&recording)
        {
        }

        [[nodiscard]] bool atEnd() const { return m_offset == m_recording->m_size; }
        /// The bytes that were added and not read.
        [[nodiscard]] qint64 left() const { return m_recording->m_size - m_offset; }
        /// The next piece. Must not be at the end.
        [[nodiscard]] Piece next();

    private:
        const Recording *m_recording;
        qsizetype m_index = 0; ///< in the index, in bytes
        qint64 m_offset = 0;   ///< in the body
        qsizetype m_block = 0;
        Timing::Duration m_at{0};
    };

    /// On the clock that all recordings share; empty if nothing was sent.
    std::optional<std::chrono::steady_clock::time_point> startedAt = {};
    std::optional<Timing::Duration> connectingAt = {}; ///< empty if an open connection was used again
    std::optional<Timing::Duration> encryptedAt = {};  ///< when TLS was ready; empty without TLS or if reused
    std::optional<Timing::Duration> sentAt = {};       ///< when the request was sent completely
    QString proxy = {}; ///< "host:port" of the proxy that the request went by; empty for none
    std::optional<Head> head = {};
    std::optional<End> end = {};
    std::optional<qint64> sizeOnWire = {}; ///< of a body that was decompressed: in bytes, before

    /// Adds bytes that arrived. Times never run backwards. Many bytes are shared, not copied.
    void append(const QByteArray &bytes, Timing::Duration at);
    /// Releases reserved memory when nothing more will come.
    void squeeze();

    /// Drops the body and its times; keeps the head and the end.
    void dropBody();

    /// The size of the body in bytes.
    [[nodiscard]] qint64 size() const { return m_size; }
    /// The whole body.
    [[nodiscard]] QByteArray body() const;
    /// Up to `length` bytes of the body from `offset` on.
    [[nodiscard]] QByteArray bytes(qint64 offset, qint64 length) const;
    /// The memory that the body takes, in bytes.
    [[nodiscard]] qint64 heldBytes() const;

private:
    static constexpr qsizetype BlockBytes = 64 * 1024;

    struct Block
    {
        qint64 offset = 0; ///< of its first byte, in the body
        QByteArray bytes;
    };

    void copy(QByteArrayView bytes, Timing::Duration at);
    void share(const QByteArray &bytes, Timing::Duration at);
    void beginBlock(const QByteArray &bytes);
    void squeezeLast();
    void index(qsizetype length, Timing::Duration at);

    QList<Block> m_blocks;
    qint64 m_heldBefore = 0;     ///< the capacity of all blocks but the last
    bool m_isLastShared = false; ///< the last block is a piece as it came
    QByteArray m_index;          ///< for each piece, its length and the microseconds since the piece before
    Timing::Duration m_last{0};
    qint64 m_size = 0;
};

} // namespace Parlance
