// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/dialect.h"
#include "wire/dialects/frametemplate.h"

#include <QJsonObject>

namespace Parlance {

/// The common part of all stream decoders: an event's data is a JSON frame, the end mark, or a failure.
///
/// A failure is an `event: error` with any data, or a frame that carries an error (X-03, FF-35); the other
/// content of that frame counts, too.
///
/// Data that is not JSON is read line by line, because a server or a proxy may have lost the blank lines
/// (RL-18). A line that is not JSON either is ignored (a ping, a misplaced comment), unless it begins like an
/// object: then a piece of the answer is lost, which is an error of kind `Protocol`. Reading continues after
/// it.
class JsonFrameDecoder : public StreamDecoder
{
public:
    enum class EndMark { None, Done };
    enum class Speed { EachFrame, LearnUsual };

    /// With `Done`, the data "[DONE]" ends the stream. With `LearnUsual`, frames that differ only in a text
    /// string are read fast: `decodeFrame()` must then change no state for text, and must not depend on the
    /// event's type.
    explicit JsonFrameDecoder(EndMark endMark, Speed speed = Speed::EachFrame)
        : m_endMark(endMark)
        , m_speed(speed)
    {
    }

    [[nodiscard]] QList<Delta> decode(const SseEvent &event) final;

protected:
    /// The frame's content, except its error. `text` is the frame as received.
    [[nodiscard]] virtual QList<Delta> decodeFrame(
        const QJsonObject &frame, const QByteArray &eventType, QByteArrayView text) = 0;

    /// The error for a body that is not an answer of this dialect.
    [[nodiscard]] static ChatError notAnAnswer(const QString &dialect, const QByteArray &body);

private:
    [[nodiscard]] QList<Delta> decodeText(QByteArrayView text, const QByteArray &eventType);
    [[nodiscard]] QList<Delta> decodeLines(QByteArrayView text, const QByteArray &eventType);

    [[nodiscard]] std::optional<QList<Delta>> decodeJson(QByteArrayView text, const QByteArray &eventType);

    EndMark m_endMark;
    Speed m_speed;
    FrameTemplate m_template;
};

} // namespace Parlance
