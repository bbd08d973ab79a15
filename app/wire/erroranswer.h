// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chat/chaterror.h"
#include "wire/answerhead.h"
#include "wire/failuresigns.h"

namespace Parlance {

/// Reads an error answer of any known form: {"error":{"message","code","type"}}, {"code","message"},
/// {"error":"...","code":"..."}, {"type":"error","error":{...}}, {"errors":[...]}, {"detail":...},
/// {"base_resp":{"status_code","status_msg"}}, plain text, HTML (FF-54, X-03), with their fields in any
/// spelling. An object may be the first of a list, or JSON in a string, and errors may lie in each other: the
/// innermost words count. What an upstream said (`metadata.raw`) is added to them.
///
/// The kind follows the server's code if it is known, and the status otherwise; an answer with status 200 and
/// no known error is `Protocol`. For HTML and plain text, the message is the page's title or the beginning of
/// the readable text; for an empty body it is empty. That a good status came with a page is said. A status of
/// 3xx is of kind `Protocol`, with the place to which it redirects, or the words of the body.
[[nodiscard]] ChatError decodeError(const AnswerHead &head, const QByteArray &body);

/// True if an answer is a page for a browser.
[[nodiscard]] bool isWebPage(QByteArrayView body);

/// Reads the error in a JSON value of one of those forms. The kind is `Server` unless a code or a status in
/// the value says more: the answer has begun, so the server understood the request. `httpStatus` stays 0;
/// `retryAfter` is what the body says (`retryDelay`, `retry_after`).
[[nodiscard]] ChatError errorFromJson(const QJsonValue &value);

/// The error of an answer whose finish reason, or the one of the server behind the gateway, tells of one.
[[nodiscard]] std::optional<ChatError> errorOfFinishReason(const QString &reason, const QString &native = {});

/// The beginning of a raw text on one line, for an error message.
[[nodiscard]] QString excerpt(const QString &text);

} // namespace Parlance
