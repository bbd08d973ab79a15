// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/answerhead.h"

#include <QCoreApplication>

namespace Parlance {

/// Reads one HTTP/1.1 answer from the bytes of its connection (RFC 9112); any split gives the same. Skips
/// what comes before the answer proper (1xx).
class HttpReader
{
    Q_DECLARE_TR_FUNCTIONS(Parlance::HttpReader)

public:
    enum class State {
        Head,  ///< before the body
        Body,  ///< in it
        Ended, ///< whole; nothing more is read
        Broken ///< not HTTP, a head of over 1 MiB, or closed too early
    };

    /// The bytes of the body that these bring.
    [[nodiscard]] QByteArray feed(QByteArrayView bytes);
    /// The server has closed the connection, which ends a body whose length is not told.
    void close();
    /// The connection broke. Only an answer that has told its end is whole.
    void breakOff();

    [[nodiscard]] State state() const { return m_state; }
    /// Why the answer cannot be read; empty if it can, or if the connection was closed too early.
    [[nodiscard]] const QString &problem() const { return m_problem; }
    /// From the body on.
    [[nodiscard]] int status() const { return m_status; }
    /// True if the connection can serve another request: the answer told its end, nothing follows it, and the
    /// server keeps the connection open.
    [[nodiscard]] bool keepsConnection() const;
    /// As they came: one that came twice is there twice.
    [[nodiscard]] const RawHeaders &headers() const { return m_headers; }

private:
    enum class Length { Known, Chunks, UntilClosed };

    void fail(const QString &problem);
    [[nodiscard]] static QString badChunk();
    void readHead(QByteArrayView &bytes);
    void dropHead();
    void takeHead(const QByteArray &head);
    void chooseLength();
    [[nodiscard]] QByteArray readKnown(QByteArrayView &bytes);
    void readChunkLine(QByteArrayView &bytes);
    void takeChunkLine(const QByteArray &line);

    State m_state = State::Head;
    QString m_problem;
    Length m_length = Length::UntilClosed;
    int m_status = 0;
    RawHeaders m_headers;
    QByteArray m_line;           ///< the head so far, or a line between chunks
    qint64 m_left = 0;           ///< of the body, or of the chunk
    bool m_isPersistent = false; ///< as the head says (RFC 9112 9.3)
    bool m_hasRest = false;      ///< bytes followed the answer
    bool m_afterChunk = false;
    bool m_inTrailers = false;
};

} // namespace Parlance
