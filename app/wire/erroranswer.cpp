// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/erroranswer.h"

#include "chat/finishreason.h"
#include "wire/jsonreading.h"
#include "wire/retryafter.h"
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

/// The title of a page, or what stands in it.
QString pageWords(const QString &html)
{
    const QString title = withoutEntities(pageTitle(html)).simplified();
    return title.isEmpty() ? withoutEntities(withoutMarkup(html)).simplified() : title;
}

/// A code may be a word, or a number, which is usually an HTTP status.
QString readCode(const QJsonObject &plain)
{
    const std::optional<qint64> number = readInteger(plain.value("code"_L1));
    const QString code = number ? QString::number(*number) : plain.value("code"_L1).toString();
    if (!code.isEmpty() && code != "0"_L1)
        return code;
    const std::optional<qint64> status = readInteger(plain.value("status"_L1));
    return status ? QString::number(*status) : QString();
}

// The names in these lists are in one spelling.

/// Where the words are: those that say most are first.
constexpr QLatin1StringView WordFields[] = {"message"_L1, "description"_L1, "detail"_L1, "error"_L1, "err"_L1,
    "errors"_L1, "exception"_L1, "fault"_L1, "failure"_L1, "reason"_L1, "title"_L1, "en"_L1};

/// Where what came from further up is kept: a provider's own answer, a list of reasons.
constexpr QLatin1StringView ReasonFields[] = {"raw"_L1, "reasons"_L1, "details"_L1, "cause"_L1,
    "innererror"_L1, "originalerror"_L1, "upstreamerror"_L1, "providererror"_L1, "upstream"_L1};

/// Where an error is, in an answer or in another error.
constexpr QLatin1StringView ErrorFields[] = {"error"_L1, "err"_L1, "errors"_L1, "exception"_L1, "fault"_L1,
    "failure"_L1, "detail"_L1, "baseresp"_L1, "message"_L1};

/// Where an answer is that may have an error.
constexpr QLatin1StringView Wrappers[] = {
    "response"_L1, "header"_L1, "status"_L1, "data"_L1, "result"_L1, "output"_L1, "body"_L1, "delta"_L1};

constexpr int MaxDepth = 6;

QString wordsIn(const QJsonValue &closed, int depth = 0);
QString innermostWords(const QJsonValue &closed);

/// The words of a text that may be a page, or end with an error as JSON.
QString wordsOf(const QString &text)
{
    static const QRegularExpression page(
        u"^<(?:!doctype|html|head|body|\\?xml)\\b"_s, QRegularExpression::CaseInsensitiveOption);
    if (text.contains(page))
        return pageWords(text);
    const qsizetype brace = text.endsWith(u'}') ? text.indexOf(u'{') : 0;
    const QString inner = brace > 0 ? innermostWords(text.mid(brace)) : QString();
    return inner.isEmpty() || inner.startsWith(u'{') ? text : text.first(brace) + inner;
}

/// With the field that the words are about, as FastAPI tells it in `loc`.
QString wordsAbout(const QString &field, const QString &words)
{
    return field.isEmpty() || words.isEmpty() || words.contains(field) ? words : field + u": "_s + words;
}

/// The words by field: {"model":["is unknown"]}.
QStringList wordsByField(const QJsonObject &object, int depth)
{
    QStringList words;
    for (auto field = object.begin(); field != object.end(); ++field) {
        const bool isSentence = field->isString() && field->toString().contains(u' ');
        if (field->isArray() || isSentence)
            words << wordsAbout(field.key(), wordsIn(*field, depth + 1));
    }
    return words;
}

/// The words for a person in a value of any form; those of several elements one after the other.
QString wordsIn(const QJsonValue &closed, int depth)
{
    const QJsonValue value = opened(closed);
    if (depth == MaxDepth || !(value.isObject() || value.isArray()))
        return wordsOf(value.toString().trimmed());
    const QJsonObject object = value.toObject();
    const QJsonObject plain = inOneSpelling(object);
    for (const QLatin1StringView name : WordFields) {
        if (const QString words = wordsIn(plain.value(name), depth + 1); !words.isEmpty())
            return wordsAbout(object.value("loc"_L1).toArray().last().toString(), words);
    }
    QStringList words = depth > 0 ? wordsByField(object, depth) : QStringList();
    for (const QJsonValue &element : value.toArray())
        words << wordsIn(element, depth + 1);
    words.removeAll(QString());
    words.removeDuplicates();
    return words.mid(0, 3).join(u"; "_s);
}

/// The object that a field holds, itself, in a string, or as the only one of a list; in one spelling, and
/// empty if it tells no failure.
QJsonObject objectIn(const QJsonValue &closed)
{
    const QJsonValue value = opened(closed);
    const QJsonObject inner = value.toArray().size() > 1 ? QJsonObject() : firstObject(value);
    return tellsFailure(inner) ? inOneSpelling(inner) : QJsonObject();
}

/// What the answer holds that has an error, or that has words where it has none itself.
QJsonObject wrappedError(const QJsonObject &plain)
{
    const bool isMute = wordsIn(plain).isEmpty();
    for (const QLatin1StringView name : Wrappers) {
        const QJsonObject inner = objectIn(plain.value(name));
        if (carriesError(inner) || (isMute && !wordsIn(inner).isEmpty()))
            return inner;
    }
    return {};
}

QJsonObject innerError(const QJsonObject &plain)
{
    for (const QLatin1StringView name : ErrorFields) {
        const QJsonObject inner = objectIn(plain.value(name));
        const bool isSuccess = name == "baseresp"_L1 && !isFailureCode(inner.value("code"_L1));
        if (!inner.isEmpty() && !isSuccess)
            return inner;
    }
    for (auto field = plain.begin(); field != plain.end(); ++field) {
        const bool isReason = std::ranges::any_of(
            ReasonFields, [&field](QLatin1StringView name) { return field.key() == name; });
        if (endsLikeError(field.key()) && !isReason && !objectIn(*field).isEmpty())
            return objectIn(*field);
    }
    return wrappedError(plain);
}

/// The object that tells of the failure in an answer of any form: that with the words is the last, those
/// around it are before it. All are in one spelling.
QList<QJsonObject> wayToError(const QJsonObject &answer)
{
    QList<QJsonObject> way;
    QJsonObject object = inOneSpelling(answer);
    while (!object.isEmpty() && way.size() < MaxDepth) {
        way.append(object);
        object = innerError(object);
    }
    return way;
}

/// The words of the innermost error.
QString innermostWords(const QJsonValue &closed)
{
    const QJsonValue value = opened(closed);
    for (const QJsonObject &object : wayToError(value.toObject()) | std::views::reverse) {
        if (const QString words = wordsIn(object); !words.isEmpty())
            return words;
    }
    return value.isObject() ? QString() : wordsIn(value);
}

/// What is behind an error that says little, such as "Provider returned error".
QString reasonIn(const QJsonObject &plain)
{
    for (const QJsonObject &object : {inOneSpelling(plain.value("metadata"_L1).toObject()), plain}) {
        for (const QLatin1StringView name : ReasonFields) {
            if (const QString words = innermostWords(object.value(name)); !words.isEmpty())
                return words;
        }
    }
    return {};
}

/// A number, "39", "38.6s" or "1500ms", or {"seconds","nanos"}; rounded up to seconds.
std::optional<std::chrono::seconds> waitOf(const QJsonValue &value, double perSecond = 1)
{
    if (value.isObject())
        return waitOf(value["seconds"_L1].toVariant().toDouble() + value["nanos"_L1].toDouble() / 1e9);
    const QString text = value.toString().trimmed();
    bool isNumber = value.isDouble();
    const double number = isNumber ? value.toDouble() : text.toDouble(&isNumber);
    constexpr double someDecades = 999'999'999;
    if (!isNumber)
        return durationOf(text.toLatin1());
    if (!(number > 0))
        return std::nullopt;
    return std::chrono::seconds(static_cast<qint64>(std::ceil(std::min(number / perSecond, someDecades))));
}

/// How long to wait, as the error itself says it; Google does so in one of its details.
std::optional<std::chrono::seconds> waitIn(const QJsonObject &plain)
{
    const QJsonValue details = plain.value("details"_L1);
    QList<QJsonObject> places{plain, plain.value("metadata"_L1).toObject(),
        plain.value("parameters"_L1).toObject(), details.toObject()};
    for (const QJsonValue &detail : details.toArray())
        places.append(detail.toObject());
    for (const QJsonObject &place : std::as_const(places)) {
        const QJsonObject fields = inOneSpelling(place);
        for (const QLatin1StringView name : {"retrydelay"_L1, "retryafter"_L1, "retryafterseconds"_L1}) {
            if (const auto wait = waitOf(fields.value(name)))
                return wait;
        }
        if (const auto wait = waitOf(fields.value("retryafterms"_L1), 1000))
            return wait;
    }
    return std::nullopt;
}

/// The name that `loc` ends with: ["body","messages",0,"content"].
QString lastName(const QJsonArray &location)
{
    for (const QJsonValue &step : location | std::views::reverse) {
        if (step.isString())
            return step.toString();
    }
    return {};
}

/// The field of the request that an error is about: OpenAI's `param`, FastAPI's `loc`.
QString fieldIn(const QJsonObject &plain)
{
    if (const QString field = plain.value("param"_L1).toString(); !field.isEmpty())
        return field;
    if (const QString field = lastName(plain.value("loc"_L1).toArray()); !field.isEmpty())
        return field;
    return lastName(firstObject(plain.value("detail"_L1)).value("loc"_L1).toArray());
}

/// The field that the words begin with, as Anthropic writes: "thinking.budget_tokens: must be ...".
QString fieldInWords(const QString &words)
{
    static const QRegularExpression path(u"^([a-z_]+(?:\\.[a-z0-9_]+)*): "_s);
    return path.match(words).captured(1);
}

/// Takes each fact from the innermost object that has it.
ChatError readError(const QJsonObject &answer)
{
    ChatError error;
    QString reason;
    QList<QJsonObject> way = wayToError(answer);
    if (way.size() > 1)
        way.first().remove("type"_L1); // that of the frame
    for (const QJsonObject &object : way | std::views::reverse) {
        if (error.message.isEmpty())
            error.message = wordsIn(object);
        if (error.code.isEmpty())
            error.code = readCode(object);
        if (const QJsonValue type = object.value("type"_L1); error.type.isEmpty() && type != "error"_L1)
            error.type = type.toString();
        if (error.requestId.isEmpty())
            error.requestId = object.value("requestid"_L1).toString();
        if (error.field.isEmpty())
            error.field = fieldIn(object);
        if (reason.isEmpty())
            reason = excerpt(reasonIn(object));
        if (!error.retryAfter)
            error.retryAfter = waitIn(object);
    }
    if (error.code.isEmpty())
        error.code = codeInWords(answer.value("error"_L1).toString());
    if (error.code.isEmpty())
        error.code = codeInWords(error.message);
    if (error.field.isEmpty())
        error.field = fieldInWords(error.message);
    if (error.message.isEmpty())
        error.message = reason;
    else if (!error.message.contains(reason))
        error.message += u": "_s + reason;
    return error;
}

/// The words in a JSON string; empty if it is none, or holds JSON.
QString wordsInString(const QString &text)
{
    const std::optional<QJsonValue> list =
        text.startsWith(u'"') ? readJson('[' + text.toUtf8() + ']') : std::nullopt;
    const QString words = list ? list->toArray().first().toString() : QString();
    return words.startsWith(u'{') || words.startsWith(u'[') ? QString() : words;
}

/// The readable text of a body that is not JSON.
QString readableText(const AnswerHead &head, const QByteArray &body)
{
    constexpr qsizetype enough = 64 * 1024;
    const QString text = textFromUtf8(QByteArrayView(body).first(std::min(enough, body.size()))).trimmed();
    if (const QString words = wordsInString(text); !words.isEmpty())
        return excerpt(words);
    const bool isPage = head.contentType == "text/html" || text.startsWith(u'<');
    return excerpt(isPage ? pageWords(text) : text);
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
        error.message = u"HTTP %1 without an address to go to"_s.arg(head.status);
    else
        error.message = u"HTTP %1 without an address to go to: %2"_s.arg(head.status).arg(words);
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
    if (head.status >= 200 && head.status < 300 && isWebPage(body))
        error.message.prepend(u"The server answered with a web page: "_s);
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

bool isWebPage(QByteArrayView body)
{
    const QByteArray begin =
        body.first(std::min<qsizetype>(body.size(), 256)).trimmed().toByteArray().toLower();
    return begin.startsWith("<!doctype") || begin.startsWith("<html") || begin.startsWith("<head") ||
           begin.startsWith("<title");
}

ChatError errorFromJson(const QJsonValue &value)
{
    ChatError error = readError(firstObject(value));
    error.kind = kindOf(error, error.httpStatus);
    return error;
}

std::optional<ChatError> errorOfFinishReason(const QString &reason, const QString &native)
{
    for (const QString &word : {native, reason}) {
        if (endingOf(word) != Ending::Failed)
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
