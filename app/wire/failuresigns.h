// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QString>

namespace Parlance {

/// The object with one spelling for the names of an error's fields: small letters, no "_", and the last word
/// alone where the first says that it is of an error or a status. "ErrorMessage", "error_msg" and "retmsg"
/// are "message", "statusCode" and "errno" are "code". Of two fields that become one, that counts which had
/// the name, or else the first that says something.
[[nodiscard]] QJsonObject inOneSpelling(const QJsonObject &object);

/// The value that a string holds as JSON, also as the data of an event; any other value as it is.
[[nodiscard]] QJsonValue opened(const QJsonValue &value);

/// True for words by which servers say that nothing is wrong, or that a field is unset: "ok", "Success.",
/// "null", "".
[[nodiscard]] bool isGoodWord(const QString &word);

/// True for a code or a status that is not one of success; 0 and 2xx are.
[[nodiscard]] bool isFailureCode(const QJsonValue &code);

/// False for the value of an error that is none: what stands for nothing, a good word, a code of success, and
/// objects and lists of nothing else. A Go server writes its unset error so.
[[nodiscard]] bool tellsFailure(const QJsonValue &value);

/// True if the object is an error ({"type":"error"}, {"object":"error"}), or a field such as `error`, `err`
/// or `errorMessage` has one that `tellsFailure()`.
[[nodiscard]] bool namesError(const QJsonObject &object);

/// True for the name of a field such as "modelStreamErrorException".
[[nodiscard]] bool endsLikeError(const QString &name);

/// True if an answer or a frame without content is or has an error: if it, or an object in it such as
/// `base_resp`, `namesError()`, has a code or a status of failure with words, or says `"success":false`; if
/// it has `detail`, or a field whose name ends with "error" or "exception".
[[nodiscard]] bool carriesError(const QJsonObject &object);

} // namespace Parlance
