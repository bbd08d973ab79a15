// SPDX-License-Identifier: GPL-3.0-or-later
#include "setting.h"

#include <QList>
#include <algorithm>
#include <cmath>
#include <functional>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

/// A parameter of a request. Its `set` returns what the value should have been; empty if it is set.
template <typename Request>
struct Field
{
    QString name;
    std::function<QString(Request &request, const QString &value)> set;
};

QString read(const QString &value, QString &text)
{
    text = value;
    return {};
}

QString read(const QString &value, std::optional<QString> &text)
{
    text = value;
    return {};
}

QString read(const QString &value, std::optional<qint64> &number)
{
    bool isNumber = false;
    number = value.toLongLong(&isNumber);
    return isNumber ? QString() : u"a whole number"_s;
}

QString read(const QString &value, std::optional<int> &number)
{
    bool isNumber = false;
    number = value.toInt(&isNumber);
    return isNumber ? QString() : u"a whole number"_s;
}

QString read(const QString &value, std::optional<double> &number)
{
    bool isNumber = false;
    number = value.toDouble(&isNumber);
    return isNumber && std::isfinite(*number) ? QString() : u"a number"_s;
}

QString read(const QString &value, QStringList &texts)
{
    texts << value;
    return {};
}

QString read(const QString &value, std::optional<bool> &flag)
{
    flag = value == "true"_L1;
    return *flag || value == "false"_L1 ? QString() : u"true or false"_s;
}

QString read(const QString &value, std::optional<EmbeddingRequest::Encoding> &encoding)
{
    using enum EmbeddingRequest::Encoding;
    encoding = value == "base64"_L1 ? Base64 : Float;
    return value == "base64"_L1 || value == "float"_L1 ? QString() : u"float or base64"_s;
}

template <typename Request, typename Value>
Field<Request> field(const QString &name, Value Request::*member)
{
    return {.name = name, .set = [member](Request &request, const QString &value) {
                return read(value, request.*member);
            }};
}

Field<ChatParameters> field(const ChatParameter &parameter)
{
    return {.name = parameter.name, .set = [parameter](ChatParameters &values, const QString &value) {
                const auto readValue = [&](auto member) {
                    return read(value, values.*member);
                };
                const QString wanted = std::visit(readValue, parameter.member);
                const auto *count = std::get_if<ChatParameter::Count>(&parameter.member);
                const bool isTooLow = wanted.isEmpty() && count && *(values.**count) < parameter.least;
                return isTooLow ? u"a whole number from %1"_s.arg(parameter.least) : wanted;
            }};
}

template <typename Request>
QString apply(const QString &setting, Request &request, const QList<Field<Request>> &fields)
{
    const QString name = setting.section(u'=', 0, 0).trimmed();
    const auto known = std::ranges::find(fields, name, &Field<Request>::name);
    if (known == fields.cend()) {
        QStringList names;
        for (const Field<Request> &field : fields)
            names << field.name;
        return u"--set takes NAME=VALUE, with one of these names: %1"_s.arg(names.join(u", "_s));
    }
    const QString value = setting.section(u'=', 1).trimmed();
    const QString wanted = value.isEmpty() ? u"a value"_s : known->set(request, value);
    return wanted.isEmpty() ? QString() : u"--set %1 takes %2"_s.arg(name, wanted);
}

} // namespace

QString applySetting(const QString &setting, ChatRequest &request)
{
    QList<Field<ChatParameters>> fields;
    for (const ChatParameter &parameter : chatParameters())
        fields << field(parameter);
    return apply<ChatParameters>(setting, request, fields);
}

QString applySetting(const QString &setting, EmbeddingRequest &request)
{
    return apply<EmbeddingRequest>(setting, request,
        {field(u"dimensions"_s, &EmbeddingRequest::dimensions),
            field(u"encoding_format"_s, &EmbeddingRequest::encodingFormat),
            field(u"user"_s, &EmbeddingRequest::user)});
}

QString applySetting(const QString &setting, ImageRequest &request)
{
    return apply<ImageRequest>(setting, request,
        {field(u"n"_s, &ImageRequest::n), field(u"size"_s, &ImageRequest::size),
            field(u"quality"_s, &ImageRequest::quality), field(u"style"_s, &ImageRequest::style),
            field(u"background"_s, &ImageRequest::background),
            field(u"moderation"_s, &ImageRequest::moderation),
            field(u"output_format"_s, &ImageRequest::outputFormat),
            field(u"output_compression"_s, &ImageRequest::outputCompression),
            field(u"response_format"_s, &ImageRequest::responseFormat),
            field(u"stream"_s, &ImageRequest::stream),
            field(u"partial_images"_s, &ImageRequest::partialImages)});
}

} // namespace Parlance
