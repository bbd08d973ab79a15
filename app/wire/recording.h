// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/chaterror.h"
#include "chat/timing.h"
#include "wire/answerhead.h"

namespace Parlance {

/// What one connection brought, to the byte, and when: the head, the pieces of the body, the end. Times count
/// from the moment the request was handed to the network.
///
/// A body lies in blocks of 64 KiB, and the length and time of a piece cost 2 to 5 bytes beside it, so a
/// recording holds little more than what arrived, however small the pieces are.
class Recording
{
public:
    struct Head
    {
        int status = 0;
        RawHeaders headers = {};
        Timing::Duration at{0};
    };
    /// What one read of the connection brought, or a part of it where a block ends within.
    struct Piece
    {
        qint64 offset = 0; ///< of the first byte in the body
        QByteArrayView bytes;
        Timing::Duration at{0};
    };
    struct End
    {
        std::optional<ChatError> failure = {}; ///< why the connection broke; empty where the server ended it
        Timing::Duration at{0};
    };

    /// Goes through the pieces of a recording that lives longer, in their order; also while more are added.
    class Reader
    {
    public:
        explicit Reader(const Recording &recording)
            : m_recording(&recording)
        {
        }

        [[nodiscard]] bool atEnd() const { return m_offset == m_recording->m_size; }
        /// The next piece. There must be one.
        [[nodiscard]] Piece next();

    private:
        const Recording *m_recording;
        qsizetype m_index = 0; ///< in the index, in bytes
        qint64 m_offset = 0;   ///< in the body
        Timing::Duration m_at{0};
    };

    std::optional<Timing::Duration> sentAt = {}; ///< the request was out
    std::optional<Head> head = {};
    std::optional<End> end = {};

    /// Adds what arrived. Times never run backwards.
    void append(QByteArrayView bytes, Timing::Duration at);
    /// Nothing more will come: gives back the memory that was kept ready for it.
    void squeeze();

    /// Forgets the body and its times; head and end stay.
    void dropBody();

    /// Of the body, in bytes.
    [[nodiscard]] qint64 size() const { return m_size; }
    /// The body in one piece.
    [[nodiscard]] QByteArray body() const;
    /// Up to `length` bytes of the body from `offset` on, as far as there are any.
    [[nodiscard]] QByteArray bytes(qint64 offset, qint64 length) const;
    /// The memory that the body takes, in bytes.
    [[nodiscard]] qint64 heldBytes() const;

private:
    static constexpr qsizetype BlockBytes = 64 * 1024;

    void index(qsizetype length, Timing::Duration at);

    QList<QByteArray> m_blocks; ///< all full but for the last
    QByteArray m_index;         ///< for each piece its length and the microseconds since the one before
    Timing::Duration m_last{0};
    qint64 m_size = 0;
};

} // namespace Parlance
