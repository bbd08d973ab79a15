// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/endpoints/imagerequest.h"

#include "wire/endpoints/imagemodel.h"
#include "wire/jsonobjectwriter.h"

#include <QLocale>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

template <typename Value>
void setSent(JsonObjectWriter &json, const QString &name, const std::optional<Value> &value)
{
    if (value)
        json.set(name, *value);
}

/// Only numbers that no server could mean anything by are refused.
QString problemOf(const ImageRequest &request)
{
    if (request.prompt.trimmed().isEmpty())
        return u"There is no prompt."_s;
    if (request.n && *request.n < 1)
        return u"Ask for at least 1 picture."_s;
    if (request.partialImages &&
        (*request.partialImages < 0 || *request.partialImages > ImageRequest::MostPartialImages))
        return u"Between 0 and 3 partial pictures can be asked for."_s;
    if (request.outputCompression && (*request.outputCompression < 0 || *request.outputCompression > 100))
        return u"The compression is a percentage, from 0 to 100."_s;
    return {};
}

/// "dall-e-3 takes these qualities: standard, hd."
void addChoice(QStringList &hints, const ImageModel &model, const QString &name,
    const std::optional<QString> &value, const QStringList &known)
{
    if (value && !known.isEmpty() && !known.contains(*value))
        hints << u"%1 takes these values as %2: %3."_s.arg(model.family, name, known.join(u", "_s));
}

/// "dall-e-3 does not take background."
void addRefused(QStringList &hints, const ImageModel &model, const QString &name, bool isSet, bool isTaken)
{
    if (isSet && !isTaken)
        hints << u"%1 does not take %2."_s.arg(model.family, name);
}

QStringList hintsFor(const ImageRequest &request)
{
    QStringList hints;
    const ImageModel model = imageModel(request.model);
    const QLocale numbers(QLocale::English);
    if (const qsizetype size = request.prompt.toUcs4().size();
        model.mostCharacters > 0 && size > model.mostCharacters)
        hints << u"%1 takes a prompt of %2 characters; this one has %3."_s.arg(
            model.family, numbers.toString(model.mostCharacters), numbers.toString(size));
    if (model.mostImages > 0 && request.n.value_or(1) > model.mostImages)
        hints << u"%1 makes at most %2 at once."_s.arg(
            model.family, model.mostImages == 1 ? u"1 picture"_s : u"%1 pictures"_s.arg(model.mostImages));
    if (const QString words = request.size ? sizeProblem(model, *request.size) : QString(); !words.isEmpty())
        hints << words;
    addChoice(hints, model, u"quality"_s, request.quality, model.qualities);
    addChoice(hints, model, u"style"_s, request.style, model.styles);
    const bool isKnown = !model.family.isEmpty();
    addRefused(hints, model, u"style"_s, request.style.has_value(), !isKnown || !model.styles.isEmpty());
    addRefused(hints, model, u"background"_s, request.background.has_value(), model.takesOutputs);
    addRefused(hints, model, u"moderation"_s, request.moderation.has_value(), model.takesOutputs);
    addRefused(hints, model, u"output_format"_s, request.outputFormat.has_value(), model.takesOutputs);
    addRefused(
        hints, model, u"output_compression"_s, request.outputCompression.has_value(), model.takesOutputs);
    addRefused(hints, model, u"stream"_s, request.stream.value_or(false), model.streams);
    if (request.partialImages && !request.stream.value_or(false))
        hints << u"Partial pictures come only in a stream, so partial_images is not sent."_s;
    if (request.responseFormat && !model.takesResponseFormat)
        hints << u"%1 does not take response_format, so it is not sent; it always sends base64."_s.arg(
            model.family);
    return hints;
}

} // namespace

EndpointRequest endpointRequest(const ImageRequest &request)
{
    JsonObjectWriter json;
    if (!request.model.isEmpty())
        json.set(u"model"_s, request.model);
    json.set(u"prompt"_s, request.prompt);
    setSent(json, u"n"_s, request.n);
    setSent(json, u"size"_s, request.size);
    setSent(json, u"quality"_s, request.quality);
    setSent(json, u"style"_s, request.style);
    setSent(json, u"background"_s, request.background);
    setSent(json, u"moderation"_s, request.moderation);
    setSent(json, u"output_format"_s, request.outputFormat);
    setSent(json, u"output_compression"_s, request.outputCompression);
    if (imageModel(request.model).takesResponseFormat)
        setSent(json, u"response_format"_s, request.responseFormat);
    setSent(json, u"stream"_s, request.stream);
    const bool streams = request.stream.value_or(false);
    if (streams)
        setSent(json, u"partial_images"_s, request.partialImages);
    // A server may answer a stream request with JSON: for an error, or because it cannot stream.
    return {.accept = streams ? "text/event-stream, application/json" : "application/json",
        .body = json.toJson(),
        .streams = streams};
}

RequestCheck check(const ImageRequest &request)
{
    return {.problem = problemOf(request), .hints = hintsFor(request)};
}

} // namespace Parlance
