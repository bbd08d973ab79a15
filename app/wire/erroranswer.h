// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/chaterror.h"
#include "wire/answerhead.h"

#include <QJsonObject>

namespace Parlance {

/// Reads an error answer of any known form: {"error":{"message","code","type"}}, {"code","message"},
/// {"error":"...","code":"..."}, {"type":"error","error":{...}}, {"detail":...}, plain text, HTML (FF-54,
///
///
/// The kind follows the server's code if it is known, and the status otherwise; an answer with status 200 and
/// no known error is `Protocol`. For HTML and plain text, the message is the page's title or the beginning of
/// the readable text; for an empty body it is empty. A status of 3xx is of kind `Protocol`, with the place to
/// which it redirects, or the words of the body.
[[nodiscard]] ChatError decodeError(const AnswerHead &head, const QByteArray &body);

/// Reads the error in a JSON value of one of those forms. The kind is `Server` unless a code or a status in
/// the value says more: the answer has begun, so the server understood the request. `httpStatus` stays 0.
[[nodiscard]] ChatError errorFromJson(const QJsonValue &value);

/// True if the object is an error ({"type":"error"}, {"object":"error"}), or has one in its field `error`;
/// null, false and "" are none.
[[nodiscard]] bool carriesError(const QJsonObject &object);

/// The beginning of a raw text on one line, for an error message.
[[nodiscard]] QString excerpt(const QString &text);

} // namespace Parlance
