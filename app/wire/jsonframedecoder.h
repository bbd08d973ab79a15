// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/dialect.h"

#include <QJsonObject>

namespace Parlance {

/// What the streams of all dialects have in common: an event's data is a frame of JSON, or the end mark, or a
/// failure.
///
/// A failure is an `event: error` with any data, and a frame that carries an error (X-03, FF-35); what else
/// that frame brings counts too.
///
/// Data that is not JSON is tried line by line, because a server or a proxy may have lost the blank lines
/// (RL-18). A line that is no JSON either is passed over (a ping, a comment in the wrong place), unless it
/// begins like an object: then a piece of the answer is lost, and that is an error of kind `Protocol`. What
/// comes after it is still read.
class JsonFrameDecoder : public StreamDecoder
{
public:
    enum class EndMark { None, Done };

    /// With `Done`, the data "[DONE]" ends the stream.
    explicit JsonFrameDecoder(EndMark endMark)
        : m_endMark(endMark)
    {
    }

    [[nodiscard]] QList<Delta> decode(const SseEvent &event) final;

protected:
    /// What the frame adds, but for its error.
    [[nodiscard]] virtual QList<Delta> decodeFrame(const QJsonObject &frame, const QByteArray &eventType) = 0;

    /// The error of a body that was to be an answer of this dialect and is none.
    [[nodiscard]] static ChatError notAnAnswer(const QString &dialect, const QByteArray &body);

private:
    [[nodiscard]] QList<Delta> decodeText(QByteArrayView text, const QByteArray &eventType);
    [[nodiscard]] QList<Delta> decodeLines(QByteArrayView text, const QByteArray &eventType);

    EndMark m_endMark;
};

} // namespace Parlance
