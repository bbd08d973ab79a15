// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/chaterror.h"
#include "chat/secret.h"
#include "wire/contentdecoder.h"
#include "wire/ssereader.h"

#include <QJsonObject>

namespace Parlance {

/// Reads the answer of an endpoint that is no chat, as it arrives; any split of the bytes gives the same. A
/// base of the readers for each endpoint.
///
/// Bytes beat labels: what the answer is, its first bytes tell (C-18). It is a stream of events, or else text
/// (JSON, subtitles, an error), or else bytes such as sound, where the endpoint answers with these. An answer
/// with a status of refusal is an error, and so is JSON that says one behind the bytes. The error shows no
/// key that was sent.
class EndpointReader
{
public:
    virtual ~EndpointReader() = default;
    Q_DISABLE_COPY_MOVE(EndpointReader)

    /// The head came. Call it once, before any bytes. `keys` are those of the request.
    void begin(const AnswerHead &head, const RawHeaders &headers, const QList<Secret> &keys);
    void feed(QByteArrayView bytes);
    /// No more bytes come.
    void finish();

    /// Why there is no answer, or only its beginning; empty if nothing is wrong.
    [[nodiscard]] const std::optional<ChatError> &error() const { return m_error; }
    /// True for a stream of events.
    [[nodiscard]] bool isStream() const { return m_form == Form::Events; }
    /// False for a stream whose last event has not come.
    [[nodiscard]] bool isWhole() const { return !m_error && (m_form != Form::Events || m_isOver); }

protected:
    /// What the endpoint answers with, when it does not stream.
    enum class Answer { Text, Bytes };

    explicit EndpointReader(Answer answer);

    /// One event of a stream that is no error.
    virtual void readEvent(const QJsonObject &event) = 0;
    /// Bytes of an answer of these, in order.
    virtual void readBytes(QByteArrayView bytes);
    /// The whole of an answer that is text. By default it is an error.
    virtual void readText(const QByteArray &text);

    /// The stream has its last event: what follows is ignored.
    void endStream() { m_isOver = true; }
    void fail(const ChatError &error);
    /// Fails with an error of kind Protocol.
    void fail(const QString &words);
    [[nodiscard]] const AnswerHead &head() const { return m_head; }

private:
    enum class Form { Unknown, Events, Text, Bytes };

    [[nodiscard]] Form formOf(QByteArrayView first) const;
    void read(QByteArrayView plain);
    void readBytesBeforeError(QByteArrayView plain);
    void readBytesBehind();
    void readEvents(const QList<SseEvent> &events);
    void readData(const SseEvent &event);
    [[nodiscard]] ChatError errorIn(const QJsonObject &object) const;

    const Answer m_answer;
    AnswerHead m_head;
    QList<Secret> m_keys;
    std::optional<ContentDecoder> m_decoder;
    Form m_form = Form::Unknown;
    QByteArray m_text; ///< what came before the form is known; all of a text; of bytes what may be an error
    SseReader m_events;
    std::optional<ChatError> m_error;
    bool m_isOver = false;
};

} // namespace Parlance
