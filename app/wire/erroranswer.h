// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/chaterror.h"
#include "wire/answerhead.h"

#include <QJsonObject>

namespace Parlance {

/// Reads an error answer of any known shape: {"error":{"message","code","type"}}, {"code","message"},
/// {"error":"...","code":"..."}, {"type":"error","error":{...}}, {"detail":...}, plain text, HTML (FF-54,
///
///
/// The kind follows the server's own code where that is a known one, and its status otherwise; an answer of
/// status 200 without an error that is known is `Protocol`. Of text and of a page, the message is the page's
/// title or the beginning of what can be read; of an empty body it is empty.
[[nodiscard]] ChatError decodeError(const AnswerHead &head, const QByteArray &body);

/// Reads the error that a JSON value of one of those shapes carries. Its kind is `Server` where neither a
/// code nor a status within it says more: an answer has begun well, so the request was understood.
/// `httpStatus` stays 0.
[[nodiscard]] ChatError errorFromJson(const QJsonValue &value);

/// True if this object says it is an error ({"type":"error"}, {"object":"error"}), or carries one in its
/// field `error`, where null, false and "" are none.
[[nodiscard]] bool carriesError(const QJsonObject &object);

/// The beginning of a text that nobody meant for reading, on one line, for the message of an error.
[[nodiscard]] QString excerpt(const QString &text);

} // namespace Parlance
