// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/dialect.h"
#include "wire/dialects/frametemplate.h"

#include <QJsonObject>

namespace Parlance {

/// The common part of all decoders: an event's data is a JSON frame, the end mark, or a failure.
///
/// A failure is an `event: error` or `exception` with any data, a frame that carries an error (X-03, FF-35),
/// a finish reason that names one, or words that tell of one instead of a frame; the other content of a frame
/// counts, too. Any words behind the last content of an answer without a finish reason are one, too, and so
/// is the end of an answer of which nothing but ids and usage came.
///
/// Data that is not JSON is read line by line, because a server or a proxy may have lost the blank lines
/// (RL-18). A line that is not JSON either is ignored (a ping, a misplaced comment), unless it begins like an
/// object: then a piece of the answer is lost, which is an error of kind `Protocol`. Reading continues after
/// it.
///
/// A frame that is a whole answer restates what came before it.
class JsonFrameDecoder : public StreamDecoder
{
public:
    enum class EndMark { None, Done };
    enum class Speed { EachFrame, LearnUsual };

    [[nodiscard]] QList<Delta> decode(const SseEvent &event) final;
    [[nodiscard]] std::optional<ChatError> complaint() const final;

    /// A whole answer that is not a stream, as `Dialect::decodeAnswer()`.
    [[nodiscard]] std::expected<QList<Delta>, ChatError> decodeAnswer(const QByteArray &body);

protected:
    /// `dialect` is the name for a person. With `Done`, the data "[DONE]" ends the stream. With `LearnUsual`,
    /// frames that differ only in a text string are read fast: `decodeFrame()` must then change no state for
    /// text, and must not depend on the event's type.
    JsonFrameDecoder(const QString &dialect, EndMark endMark, Speed speed)
        : m_dialect(dialect)
        , m_endMark(endMark)
        , m_speed(speed)
    {
    }

    /// True for a frame of this dialect, even one without content.
    [[nodiscard]] virtual bool knows(const QJsonObject &frame, const QByteArray &eventType) const = 0;
    /// The content of a frame of this dialect, except its error. `text` is the frame as received.
    [[nodiscard]] virtual QList<Delta> decodeFrame(
        const QJsonObject &frame, const QByteArray &eventType, QByteArrayView text) = 0;
    /// The content of a whole answer, except its error; empty if it is not one of this dialect.
    [[nodiscard]] virtual std::optional<QList<Delta>> decodeWhole(
        const QJsonObject &answer, QByteArrayView text) = 0;
    /// What a frame has that is not understood, among others that are; nothing where such frames have no
    /// content.
    [[nodiscard]] virtual QList<Part> unreadIn(const QJsonObject &) { return {}; }

private:
    [[nodiscard]] QList<Delta> decodeText(QByteArrayView text, const QByteArray &eventType);
    [[nodiscard]] QList<Delta> decodePieces(QByteArrayView text, const QByteArray &eventType);
    [[nodiscard]] QList<Delta> decodeWords(QByteArrayView text);
    [[nodiscard]] QList<Delta> decodeEnd();
    void addUnread(const QJsonObject &frame, QList<Delta> &deltas);
    [[nodiscard]] std::optional<QList<Delta>> decodeJson(QByteArrayView text, const QByteArray &eventType);
    [[nodiscard]] QList<Delta> contentOf(
        const QJsonObject &frame, const QByteArray &eventType, QByteArrayView text);
    void note(const QList<Delta> &deltas, const QJsonObject &frame, const QByteArray &eventType);
    void noteStranger(const QJsonObject &frame, const QByteArray &eventType);
    [[nodiscard]] std::optional<ChatError> complaintAtEnd() const;
    [[nodiscard]] ChatError notAnAnswer(const QByteArray &body, const QJsonObject &answer) const;

    QString m_dialect;
    EndMark m_endMark;
    Speed m_speed;
    FrameTemplate m_template;
    bool m_understood = false; ///< a part of an answer, or a failure, was; ids and usage are none
    bool m_finished = false;   ///< a finish reason was read
    QJsonObject m_stranger;    ///< the first frame of another dialect, or else of none
    QString m_words;           ///< the first words instead of a frame
    QString m_lastWords;       ///< those behind the last content
};

} // namespace Parlance
