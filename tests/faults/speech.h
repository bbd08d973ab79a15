// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace Parlance {

/// What a server of one dialect says, streamed or plain.
struct Speech
{
    QString dialect;
    bool streamed = true;

    /// One event with this JSON; `kind` names it where the dialect names events.
    [[nodiscard]] QByteArray event(const QByteArray &json, const QByteArray &kind = {}) const;
    /// What comes before the first text of a stream.
    [[nodiscard]] QByteArray begin() const;
    /// Events that bring this text, written as in JSON.
    [[nodiscard]] QByteArray text(const QByteArray &text) const;
    /// The finish reason, with this figure as usage.
    [[nodiscard]] QByteArray finish(const QByteArray &figure = "5") const;
    [[nodiscard]] QByteArray end() const;
    /// An error, as the dialect sends it instead of an answer.
    [[nodiscard]] QByteArray error(const QByteArray &message) const;
    /// An error as an event of a stream, or as the body of a plain answer.
    [[nodiscard]] QByteArray failure(const QByteArray &message) const;

    /// A whole answer: the events, or the JSON of a plain one. Its text is "Half an answer".
    [[nodiscard]] QByteArray whole(const QByteArray &figure = "5") const;
    [[nodiscard]] QByteArray wholeOf(const QByteArray &text, const QByteArray &figure = "5") const;
    /// An answer that breaks off: with the text "Half an " of a stream, in the middle of the JSON of a plain
    /// one.
    [[nodiscard]] QByteArray half() const;

    /// The type of an answer.
    [[nodiscard]] QByteArray type() const { return streamed ? "text/event-stream" : "application/json"; }
};

/// A head with these lines, each ended by CRLF.
[[nodiscard]] QByteArray head(const QByteArray &status, const QByteArray &lines);
/// An answer with its length.
[[nodiscard]] QByteArray measured(
    const QByteArray &status, const QByteArray &type, const QByteArray &body, const QByteArray &lines = {});
/// One chunk.
[[nodiscard]] QByteArray chunk(const QByteArray &bytes);
/// The head of an answer in chunks.
[[nodiscard]] QByteArray chunkedHead(const QByteArray &type, const QByteArray &status = "200 OK");

} // namespace Parlance
