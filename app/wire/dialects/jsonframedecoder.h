// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/dialect.h"
#include "wire/dialects/usualframe.h"

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
    enum class Speed { EachFrame, LearnUsual };

    /// With `Done`, the data "[DONE]" ends the stream. With `LearnUsual`, frames that differ only in a string
    /// of text are read quickly: what `decodeFrame()` makes of text must then change nothing in the decoder,
    /// and not depend on the type of the event.
    explicit JsonFrameDecoder(EndMark endMark, Speed speed = Speed::EachFrame)
        : m_endMark(endMark)
        , m_speed(speed)
    {
    }

    [[nodiscard]] QList<Delta> decode(const SseEvent &event) final;

protected:
    /// What the frame adds, but for its error. `text` is the frame as it came.
    [[nodiscard]] virtual QList<Delta> decodeFrame(
        const QJsonObject &frame, const QByteArray &eventType, QByteArrayView text) = 0;

    /// The error of a body that was to be an answer of this dialect and is none.
    [[nodiscard]] static ChatError notAnAnswer(const QString &dialect, const QByteArray &body);

private:
    [[nodiscard]] QList<Delta> decodeText(QByteArrayView text, const QByteArray &eventType);
    [[nodiscard]] QList<Delta> decodeLines(QByteArrayView text, const QByteArray &eventType);

    [[nodiscard]] std::optional<QList<Delta>> decodeJson(QByteArrayView text, const QByteArray &eventType);

    EndMark m_endMark;
    Speed m_speed;
    UsualFrame m_usual;
};

} // namespace Parlance
