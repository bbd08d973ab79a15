// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/erroranswer.h"

#include "wire/jsonreading.h"
#include "wire/utf8text.h"

#include <QJsonArray>
#include <QRegularExpression>
#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

using Kind = ChatError::Kind;

/// Codes and types that say more than a status: FloopFloop's (FF-43 to FF-52), OpenAI's and Anthropic's.
constexpr std::pair<QLatin1StringView, Kind> KindsOfCodes[] = {
    {"invalid_body"_L1, Kind::BadRequest},
    {"validation_error"_L1, Kind::BadRequest},
    {"invalid_model"_L1, Kind::BadRequest},
    {"invalid_request_error"_L1, Kind::BadRequest},
    {"not_found_error"_L1, Kind::BadRequest},
    {"input_too_large"_L1, Kind::TooLarge},
    {"context_length_exceeded"_L1, Kind::TooLarge},
    {"request_too_large"_L1, Kind::TooLarge},
    {"insufficient_credits"_L1, Kind::Credits},
    {"insufficient_quota"_L1, Kind::Credits},
    {"billing_error"_L1, Kind::Credits},
    {"rate_limited"_L1, Kind::RateLimited},
    {"rate_limit_exceeded"_L1, Kind::RateLimited},
    {"rate_limit_error"_L1, Kind::RateLimited},
    {"budget_exceeded"_L1, Kind::Budget},
    {"not_implemented"_L1, Kind::NotImplemented},
    {"provider_error"_L1, Kind::Server},
    {"service_unavailable"_L1, Kind::Server},
    {"overloaded_error"_L1, Kind::Server},
    {"api_error"_L1, Kind::Server},
    {"invalid_api_key"_L1, Kind::Authentication},
    {"authentication_error"_L1, Kind::Authentication},
    {"permission_error"_L1, Kind::Authentication},
};

std::optional<Kind> kindOfCode(const QString &code)
{
    const auto known = std::ranges::find_if(KindsOfCodes,
        [&code](const auto &entry) { return code.compare(entry.first, Qt::CaseInsensitive) == 0; });
    return known == std::end(KindsOfCodes) ? std::nullopt : std::optional(known->second);
}

/// An error inside an answer of status 200 may carry as its code the status it would have had.
int statusOf(const ChatError &error, int httpStatus)
{
    const int code = error.code.toInt();
    return httpStatus < 400 && code >= 400 && code <= 599 ? code : httpStatus;
}

/// A type such as "invalid_request_error" or "api_error" is general, so a status says more;
/// "insufficient_quota" says more than the status.
Kind kindOf(const ChatError &error, int httpStatus)
{
    if (const auto kind = kindOfCode(error.code))
        return *kind;
    const std::optional<Kind> kindOfType = kindOfCode(error.type);
    const bool isGeneral = !kindOfType || kindOfType == Kind::BadRequest || kindOfType == Kind::Server;
    if (const int status = statusOf(error, httpStatus); status >= 400 && isGeneral)
        return errorKindOfStatus(status);
    return kindOfType.value_or(Kind::Server);
}

/// A known code in capitals in the message, as in "INPUT_TOO_LARGE: 9000 tokens, the cap is 8000"; empty if
/// there is none (FF-54).
QString codeInWords(const QString &words)
{
    static const QRegularExpression capitals(u"\\b[A-Z]+(?:_[A-Z]+)+\\b"_s);
    const QString word = capitals.match(words).captured();
    return kindOfCode(word) ? word : QString();
}

/// A code may be a word, or a number, which is usually an HTTP status.
QString readCode(const QJsonObject &object)
{
    const std::optional<qint64> number = readInteger(object.value("code"_L1));
    return number ? QString::number(*number) : readString(object, {"code"_L1});
}

/// The message of FastAPI and similar servers: {"detail":"..."} or {"detail":[{"msg":"..."}]}.
QString readDetail(const QJsonValue &detail)
{
    return detail.isArray() ? readString(detail.toArray().first().toObject(), {"msg"_L1, "message"_L1})
                            : detail.toString();
}

QString readMessage(const QJsonObject &object)
{
    const QString message = readString(object, {"message"_L1, "error"_L1, "error_description"_L1, "msg"_L1});
    return message.isEmpty() ? readDetail(object.value("detail"_L1)) : message;
}

ChatError readError(const QJsonObject &answer)
{
    const QJsonObject inner = answer.value("error"_L1).toObject();
    const QJsonObject &object = inner.isEmpty() ? answer : inner;
    ChatError error;
    error.message = readMessage(object);
    error.code = readCode(object);
    if (error.code.isEmpty())
        error.code = readCode(answer);
    if (error.code.isEmpty())
        error.code = codeInWords(answer.value("error"_L1).toString());
    if (error.code.isEmpty())
        error.code = codeInWords(error.message);
    error.type = readString(object, {"type"_L1});
    error.requestId = readString(answer, {"request_id"_L1, "requestId"_L1});
    return error;
}

QString pageTitle(const QString &html)
{
    static const QRegularExpression title(u"<title[^>]*>(.*?)</title>"_s,
        QRegularExpression::CaseInsensitiveOption | QRegularExpression::DotMatchesEverythingOption);
    return title.match(html).captured(1);
}

QString withoutMarkup(QString html)
{
    static const QRegularExpression hidden(u"<(script|style)\\b.*?</\\1\\s*>|<!--.*?-->"_s,
        QRegularExpression::CaseInsensitiveOption | QRegularExpression::DotMatchesEverythingOption);
    static const QRegularExpression tag(u"<[^>]*>"_s);
    return html.remove(hidden).replace(tag, u" "_s);
}

QString withoutEntities(QString text)
{
    for (const auto &[entity, character] :
        {std::pair(u"&lt;"_s, u"<"_s), std::pair(u"&gt;"_s, u">"_s), std::pair(u"&quot;"_s, u"\""_s),
            std::pair(u"&#39;"_s, u"'"_s), std::pair(u"&nbsp;"_s, u" "_s), std::pair(u"&amp;"_s, u"&"_s)})
        text.replace(entity, character, Qt::CaseInsensitive);
    return text;
}

/// The readable text of a body that is not JSON.
QString readableText(const AnswerHead &head, const QByteArray &body)
{
    constexpr qsizetype enough = 64 * 1024;
    const QString text = textFromUtf8(QByteArrayView(body).first(std::min(enough, body.size()))).trimmed();
    if (head.contentType != "text/html" && !text.startsWith(u'<'))
        return excerpt(text);
    const QString title = withoutEntities(pageTitle(text)).simplified();
    return excerpt(title.isEmpty() ? withoutEntities(withoutMarkup(text)) : title);
}

/// With a place to go, that matters and not the page that tells it, too.
ChatError redirectError(const AnswerHead &head, const QByteArray &body)
{
    const std::optional<QJsonValue> json = readJson(body);
    ChatError error = json ? errorFromJson(*json) : ChatError();
    const QString words = error.message.isEmpty() ? readableText(head, body) : error.message;
    error.kind = Kind::Protocol;
    error.httpStatus = head.status;
    if (!head.requestId.isEmpty())
        error.requestId = head.requestId;
    if (!head.location.isEmpty())
        error.message = u"The server redirects to %1, and redirects are not followed."_s.arg(head.location);
    else if (words.isEmpty())
        error.message = u"HTTP %1 without a place to go"_s.arg(head.status);
    else
        error.message = u"HTTP %1 without a place to go: %2"_s.arg(head.status).arg(words);
    return error;
}

} // namespace

ChatError decodeError(const AnswerHead &head, const QByteArray &body)
{
    if (head.status >= 300 && head.status < 400)
        return redirectError(head, body);
    const std::optional<QJsonValue> json = readJson(body);
    ChatError error = json ? errorFromJson(*json) : ChatError();
    const bool isError = head.status >= 400 || !error.message.isEmpty();
    if (error.message.isEmpty())
        error.message = readableText(head, body);
    if (isError && error.code.isEmpty())
        error.code = codeInWords(error.message);
    error.kind = isError ? kindOf(error, head.status) : Kind::Protocol;
    error.httpStatus = head.status;
    if (!head.requestId.isEmpty())
        error.requestId = head.requestId;
    error.retryAfter = head.retryAfter;
    return error;
}

ChatError errorFromJson(const QJsonValue &value)
{
    ChatError error = readError(value.isArray() ? value.toArray().first().toObject() : value.toObject());
    error.kind = kindOf(error, error.httpStatus);
    return error;
}

bool carriesError(const QJsonObject &object)
{
    constexpr QLatin1StringView name = "error"_L1;
    if (object.value("type"_L1) == name || object.value("object"_L1) == name)
        return true;
    const QJsonValue error = object.value(name);
    return error.isObject() || error.isArray() || error.isDouble() || error == QJsonValue(true) ||
           !error.toString().isEmpty();
}

QString excerpt(const QString &text)
{
    constexpr qsizetype longest = 300;
    const QString line = text.left(8 * longest).simplified();
    return line.size() <= longest ? line : line.left(longest - 1) + u'…';
}

} // namespace Parlance
