// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/failuresigns.h"

#include "wire/jsonreading.h"

#include <QJsonArray>
#include <QRegularExpression>
#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

/// What stands before the name of an error's field.
constexpr QLatin1StringView Prefixes[] = {"error"_L1, "err"_L1, "exception"_L1, "fault"_L1, "failure"_L1,
    "status"_L1, "return"_L1, "result"_L1, "ret"_L1, "response"_L1, "http"_L1};

/// The names behind a prefix, and the ones that they mean.
constexpr std::pair<QLatin1StringView, QLatin1StringView> Fields[] = {{"message"_L1, "message"_L1},
    {"msg"_L1, "message"_L1}, {"text"_L1, "message"_L1}, {"string"_L1, "message"_L1},
    {"str"_L1, "message"_L1}, {"info"_L1, "message"_L1}, {"description"_L1, "description"_L1},
    {"desc"_L1, "description"_L1}, {"detail"_L1, "detail"_L1}, {"details"_L1, "details"_L1},
    {"title"_L1, "title"_L1}, {"reason"_L1, "reason"_L1}, {"code"_L1, "code"_L1}, {"no"_L1, "code"_L1},
    {"num"_L1, "code"_L1}, {"status"_L1, "status"_L1}, {"type"_L1, "type"_L1}};

/// Where an object is that may tell of a failure, besides fields named after one.
constexpr QLatin1StringView Places[] = {"baseresp"_L1, "response"_L1, "header"_L1, "status"_L1, "data"_L1,
    "result"_L1, "output"_L1, "body"_L1, "delta"_L1, "message"_L1};

QString lettersOf(const QString &name)
{
    QString letters = name.toLower();
    letters.removeIf([](QChar c) { return !c.isLetterOrNumber(); });
    return letters;
}

QStringView withoutPrefixes(QStringView name)
{
    const auto prefix = std::ranges::find_if(
        Prefixes, [name](QLatin1StringView one) { return name.size() > one.size() && name.startsWith(one); });
    return prefix == std::end(Prefixes) ? name : withoutPrefixes(name.sliced(prefix->size()));
}

QString spelled(const QString &name)
{
    const QString letters = lettersOf(name);
    const QStringView last = withoutPrefixes(letters);
    if (last.size() == letters.size())
        return letters == "msg"_L1 ? u"message"_s : letters;
    const auto field =
        std::ranges::find_if(Fields, [last](const auto &entry) { return last == entry.first; });
    return field == std::end(Fields) ? letters : QString(field->second);
}

/// True for "error" and its like, also with the name of a field behind it.
bool isErrorName(const QString &name)
{
    const QString letters = lettersOf(name);
    for (const QLatin1StringView word : {"error"_L1, "err"_L1, "exception"_L1, "fault"_L1, "failure"_L1}) {
        if (letters.startsWith(word) &&
            (letters.size() == word.size() || letters.mid(word.size()) == "s"_L1 || spelled(name) != letters))
            return true;
    }
    return false;
}

/// True for a type or a status of failure, such as "error", "failed" or "ThrottlingException".
bool isFailureWord(const QString &word)
{
    return word.contains("error"_L1, Qt::CaseInsensitive) ||
           word.contains("exception"_L1, Qt::CaseInsensitive) ||
           word.contains("fail"_L1, Qt::CaseInsensitive);
}

bool hasWords(const QJsonObject &plain)
{
    constexpr QLatin1StringView names[] = {
        "message"_L1, "description"_L1, "detail"_L1, "reason"_L1, "title"_L1};
    return std::ranges::any_of(
        names, [&plain](QLatin1StringView name) { return tellsFailure(plain.value(name)); });
}

bool isErrorStatus(const QJsonValue &code)
{
    const qint64 number = code.isString() ? code.toString().toLongLong() : readInteger(code).value_or(0);
    return number >= 400 && number <= 599;
}

bool failsByCode(const QJsonObject &plain)
{
    const QJsonValue code = plain.value("code"_L1);
    const QJsonValue status = plain.value("status"_L1);
    if (isErrorStatus(code) || isErrorStatus(status) || plain.value("success"_L1) == false)
        return true;
    return (isFailureCode(code) || isFailureWord(status.toString())) && hasWords(plain);
}

} // namespace

QJsonObject inOneSpelling(const QJsonObject &object)
{
    QJsonObject plain;
    for (auto field = object.begin(); field != object.end(); ++field) {
        const QString name = spelled(field.key());
        if (name == field.key() || !saysSomething(plain.value(name)))
            plain.insert(name, field.value());
    }
    return plain;
}

QJsonValue opened(const QJsonValue &value)
{
    static const QRegularExpression event(u"^(?:(?:event|id|retry)\\b.*\\n|:.*\\n|\\s)*data:"_s);
    const QByteArray text = value.toString().remove(event).toUtf8().trimmed();
    if (!text.startsWith('{') && !text.startsWith('['))
        return value;
    const std::optional<QJsonValue> json = readJson(text);
    return json && saysSomething(*json) ? *json : value;
}

bool isGoodWord(const QString &word)
{
    static const QRegularExpression good(
        u"^(?:|ok(?:ay)?|null|none|nil|undefined|false|normal|n/?a|no (?:error|problem)s?|succe\\w*|"
        "(?!.*\\b(?:no|not|never)\\b).*\\bsuccess(?:ful|fully)?|(?!.*[不未]).*成功)[.!。]*$"_s,
        QRegularExpression::CaseInsensitiveOption);
    return word.size() < 80 && good.match(word.trimmed()).hasMatch();
}

bool isFailureCode(const QJsonValue &code)
{
    const QString word = code.toString().trimmed();
    bool isNumber = code.isDouble();
    const qint64 number = isNumber ? readInteger(code).value_or(0) : word.toLongLong(&isNumber);
    return isNumber ? number != 0 && number / 100 != 2 : !isGoodWord(word);
}

bool tellsFailure(const QJsonValue &closed)
{
    const QJsonValue value = opened(closed);
    if (value.isArray())
        return std::ranges::any_of(value.toArray(), tellsFailure);
    if (value.isObject())
        return std::ranges::any_of(value.toObject(), tellsFailure);
    return value.isBool() ? value.toBool() : isFailureCode(value);
}

bool namesError(const QJsonObject &object)
{
    for (auto field = object.begin(); field != object.end(); ++field) {
        const QString name = lettersOf(field.key());
        if ((name == "type"_L1 || name == "object"_L1 || name == "event"_L1) &&
            isFailureWord(field.value().toString()))
            return true;
        if (isErrorName(field.key()) && tellsFailure(field.value()))
            return true;
    }
    return false;
}

bool endsLikeError(const QString &name)
{
    const QString letters = lettersOf(name);
    return letters.endsWith("error"_L1) || letters.endsWith("errors"_L1) || letters.endsWith("exception"_L1);
}

bool carriesError(const QJsonObject &object)
{
    const QJsonObject plain = inOneSpelling(object);
    if (namesError(object) || failsByCode(plain) || tellsFailure(plain.value("detail"_L1)))
        return true;
    for (auto field = object.begin(); field != object.end(); ++field) {
        if (endsLikeError(field.key()) && tellsFailure(field.value()))
            return true;
    }
    return std::ranges::any_of(Places, [&plain](QLatin1StringView name) {
        const QJsonObject inner = plain.value(name).toObject();
        return namesError(inner) || failsByCode(inOneSpelling(inner));
    });
}

} // namespace Parlance
