// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/erroranswer.h"

#include "wire/jsonreading.h"
#include "wire/utf8text.h"

#include <QJsonArray>
#include <QRegularExpression>
#include <algorithm>
#include <cmath>
#include <ranges>
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
    for (const QLatin1StringView name : {"code"_L1, "status_code"_L1, "error_code"_L1, "errcode"_L1}) {
        const std::optional<qint64> number = readInteger(object.value(name));
        const QString code = number ? QString::number(*number) : object.value(name).toString();
        if (!code.isEmpty() && code != "0"_L1)
            return code;
    }
    const std::optional<qint64> status = readInteger(object.value("status"_L1));
    return status ? QString::number(*status) : QString();
}

/// True for a code or a status that is not one of success.
bool isFailureCode(const QJsonValue &code)
{
    const QString word = code.isString() ? code.toString().toLower() : QString();
    bool isNumber = code.isDouble();
    const qint64 number = isNumber ? readInteger(code).value_or(0) : word.toLongLong(&isNumber);
    if (isNumber)
        return number != 0 && number / 100 != 2;
    return !word.isEmpty() && word != "ok"_L1 && !word.startsWith("succe"_L1);
}

bool isFailureStatus(const QJsonValue &status)
{
    const QString word = status.toString().toLower();
    return word.startsWith("err"_L1) || word.startsWith("fail"_L1) ||
           (status.isDouble() && status.toInt() >= 400);
}

/// Where an error is, in an answer, a frame or a choice.
constexpr QLatin1StringView ErrorFields[] = {
    "error"_L1, "errors"_L1, "error_message"_L1, "error_msg"_L1, "errorMessage"_L1, "error_description"_L1};

constexpr QLatin1StringView WordFields[] = {"message"_L1, "error"_L1, "error_description"_L1, "msg"_L1,
    "error_message"_L1, "error_msg"_L1, "errorMessage"_L1, "errors"_L1, "status_msg"_L1, "detail"_L1};

/// Where what came from further up is kept: a provider's own answer, a list of reasons.
constexpr QLatin1StringView ReasonFields[] = {"raw"_L1, "reasons"_L1, "details"_L1, "cause"_L1,
    "innererror"_L1, "inner_error"_L1, "original_error"_L1, "upstream_error"_L1, "provider_error"_L1};

constexpr int MaxDepth = 6;

/// The value that a string holds as JSON; any other value as it is.
QJsonValue opened(const QJsonValue &value)
{
    const QByteArray text = value.toString().toUtf8().trimmed();
    if (!text.startsWith('{') && !text.startsWith('['))
        return value;
    const std::optional<QJsonValue> json = readJson(text);
    return json && saysSomething(*json) ? *json : value;
}

/// The words for a person in a value of any form; those of several elements one after the other.
QString wordsIn(const QJsonValue &closed, int depth = 0)
{
    const QJsonValue value = opened(closed);
    if (depth == MaxDepth || !(value.isObject() || value.isArray()))
        return value.toString().trimmed();
    const QJsonObject object = value.toObject();
    for (const QLatin1StringView name : WordFields) {
        if (const QString words = wordsIn(object.value(name), depth + 1); !words.isEmpty())
            return words;
    }
    QStringList words;
    for (const QJsonValue &element : value.toArray())
        words << wordsIn(element, depth + 1);
    for (const QJsonValue &list : depth > 0 ? object : QJsonObject()) // {"errors":{"model":["is unknown"]}}
        words << (list.isArray() ? wordsIn(list, depth + 1) : QString());
    words.removeAll(QString());
    words.removeDuplicates();
    return words.mid(0, 3).join(u"; "_s);
}

/// The object that a field holds, itself, in a string, or as the only one of a list; empty if it says
/// nothing.
QJsonObject objectIn(const QJsonObject &object, QLatin1StringView name)
{
    const QJsonValue value = opened(object.value(name));
    const QJsonObject inner = value.toArray().size() > 1 ? QJsonObject() : firstObject(value);
    return saysSomething(inner) ? inner : QJsonObject();
}

QJsonObject innerError(const QJsonObject &object)
{
    for (const QLatin1StringView name : {"error"_L1, "errors"_L1, "detail"_L1, "error_message"_L1,
             "base_resp"_L1, "response"_L1, "message"_L1}) {
        const QJsonObject inner = objectIn(object, name);
        const bool isSuccess = name == "base_resp"_L1 && readCode(inner).isEmpty();
        if (!inner.isEmpty() && !isSuccess)
            return inner;
    }
    return {};
}

/// The object that tells of the failure in an answer of any form: that with the words is the last, those
/// around it are before it.
QList<QJsonObject> wayToError(QJsonObject object)
{
    QList<QJsonObject> way;
    while (!object.isEmpty() && way.size() < MaxDepth) {
        way.append(object);
        object = innerError(object);
    }
    return way;
}

/// What is behind an error that says little, such as "Provider returned error".
QString reasonIn(const QJsonObject &error)
{
    for (const QJsonObject &object : {error.value("metadata"_L1).toObject(), error}) {
        for (const QLatin1StringView name : ReasonFields) {
            if (const QString words = wordsIn(object.value(name)); !words.isEmpty())
                return words;
        }
    }
    return {};
}

/// Seconds as a number, "39" or "38.6s", rounded up.
std::optional<std::chrono::seconds> secondsIn(const QJsonValue &value, double perSecond = 1)
{
    const QString text = value.toString().trimmed();
    bool isNumber = value.isDouble();
    const double number =
        isNumber ? value.toDouble() : (text.endsWith(u's') ? text.chopped(1) : text).toDouble(&isNumber);
    constexpr double someDecades = 999'999'999;
    if (!isNumber || !(number > 0))
        return std::nullopt;
    return std::chrono::seconds(static_cast<qint64>(std::ceil(std::min(number / perSecond, someDecades))));
}

/// How long to wait, as the error itself says it; Google does so in one of its details.
std::optional<std::chrono::seconds> waitIn(const QJsonObject &error)
{
    QList<QJsonObject> places{error, error.value("metadata"_L1).toObject()};
    for (const QJsonValue &detail : error.value("details"_L1).toArray())
        places.append(detail.toObject());
    for (const QJsonObject &place : std::as_const(places)) {
        for (const QLatin1StringView name :
            {"retryDelay"_L1, "retry_after"_L1, "retryAfter"_L1, "retry_after_seconds"_L1}) {
            if (const auto wait = secondsIn(place.value(name)))
                return wait;
        }
        if (const auto wait = secondsIn(place.value("retry_after_ms"_L1), 1000))
            return wait;
    }
    return std::nullopt;
}

/// Takes each fact from the innermost object that has it.
ChatError readError(const QJsonObject &answer)
{
    ChatError error;
    QString reason;
    for (const QJsonObject &object : wayToError(answer) | std::views::reverse) {
        if (error.message.isEmpty())
            error.message = wordsIn(object);
        if (error.code.isEmpty())
            error.code = readCode(object);
        if (error.type.isEmpty() && object.value("type"_L1) != "error"_L1)
            error.type = readString(object, {"type"_L1});
        if (error.requestId.isEmpty())
            error.requestId = readString(object, {"request_id"_L1, "requestId"_L1});
        if (reason.isEmpty())
            reason = excerpt(reasonIn(object));
        if (!error.retryAfter)
            error.retryAfter = waitIn(object);
    }
    if (error.code.isEmpty())
        error.code = codeInWords(answer.value("error"_L1).toString());
    if (error.code.isEmpty())
        error.code = codeInWords(error.message);
    if (error.message.isEmpty())
        error.message = reason;
    else if (!error.message.contains(reason))
        error.message += u": "_s + reason;
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
    if (head.retryAfter)
        error.retryAfter = head.retryAfter;
    return error;
}

ChatError errorFromJson(const QJsonValue &value)
{
    ChatError error = readError(firstObject(value));
    error.kind = kindOf(error, error.httpStatus);
    return error;
}

bool namesError(const QJsonObject &object)
{
    if (object.value("type"_L1) == "error"_L1 || object.value("object"_L1) == "error"_L1)
        return true;
    return std::ranges::any_of(
        ErrorFields, [&object](QLatin1StringView name) { return saysSomething(object.value(name)); });
}

bool carriesError(const QJsonObject &object)
{
    const QJsonObject status = object.value("base_resp"_L1).toObject();
    if (namesError(object) || isFailureCode(status.value("status_code"_L1)) ||
        namesError(object.value("response"_L1).toObject()))
        return true;
    if (object.value("choices"_L1).isArray() || object.contains("content"_L1))
        return false;
    const bool fails = !readCode(object).isEmpty() && isFailureCode(readCode(object));
    const bool failed = isFailureStatus(object.value("status"_L1)) || object.value("success"_L1) == false;
    return saysSomething(object.value("detail"_L1)) ||
           ((fails || failed) && !readString(object, {"message"_L1, "msg"_L1}).isEmpty());
}

std::optional<ChatError> errorOfFinishReason(const QString &reason, const QString &native)
{
    for (const QString &word : {native, reason}) {
        if (!word.contains("error"_L1, Qt::CaseInsensitive) && !word.contains("fail"_L1, Qt::CaseInsensitive))
            continue;
        ChatError error;
        error.kind = Kind::Server;
        error.message = u"The answer ended with the finish reason \"%1\"."_s.arg(word);
        return error;
    }
    return std::nullopt;
}

QString excerpt(const QString &text)
{
    constexpr qsizetype longest = 300;
    const QString line = text.left(8 * longest).simplified();
    return line.size() <= longest ? line : line.left(longest - 1) + u'…';
}

} // namespace Parlance
