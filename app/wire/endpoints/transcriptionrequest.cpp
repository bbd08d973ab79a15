// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/endpoints/transcriptionrequest.h"

#include "wire/endpoints/multipartform.h"

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

void addText(MultipartForm &form, const QByteArray &name, const std::optional<QString> &value)
{
    if (value)
        form.add(name, *value);
}

/// A list is sent as a field for each of its values, with brackets behind its name (C-26).
void addList(MultipartForm &form, const QByteArray &name, const QStringList &values)
{
    for (const QString &value : values)
        form.add(name + "[]", value);
}

bool asks(const TranscriptionRequest &request, QLatin1StringView format)
{
    return request.responseFormat == format;
}

bool asksText(const TranscriptionRequest &request)
{
    return asks(request, "text"_L1) || asks(request, "srt"_L1) || asks(request, "vtt"_L1);
}

QStringList hintsFor(const TranscriptionRequest &request)
{
    QStringList hints;
    if (request.model.startsWith("gpt-4o"_L1) && request.responseFormat && !asks(request, "json"_L1) &&
        !request.model.endsWith("-diarize"_L1))
        hints << u"%1 knows only the response format json."_s.arg(request.model);
    if (!request.timestampGranularities.isEmpty() && !asks(request, "verbose_json"_L1))
        hints << u"timestamp_granularities[] takes the response format verbose_json."_s;
    if (request.stream.value_or(false) && request.model.startsWith("whisper"_L1))
        hints << u"%1 ignores stream: its answer comes whole."_s.arg(request.model);
    return hints;
}

} // namespace

/// The file is the last part, so that a server knows all else when it comes.
EndpointRequest endpointRequest(const TranscriptionRequest &request)
{
    MultipartForm form;
    form.add("model", request.model);
    addText(form, "language", request.language);
    addText(form, "prompt", request.prompt);
    addText(form, "response_format", request.responseFormat);
    if (request.temperature)
        form.add("temperature", QString::number(*request.temperature));
    addList(form, "timestamp_granularities", request.timestampGranularities);
    addList(form, "include", request.include);
    if (request.stream)
        form.add("stream", *request.stream ? u"true"_s : u"false"_s);
    addText(form, "chunking_strategy", request.chunkingStrategy);
    for (const auto &[name, value] : request.moreFields)
        form.add(name.toUtf8(), value);
    form.addFile("file", request.file.name, request.file.type, request.file.bytes);
    const bool streams = request.stream.value_or(false);
    return {.contentType = form.contentType(),
        .accept = streams             ? "text/event-stream, application/json"
                  : asksText(request) ? "*/*"
                                      : "application/json",
        .body = form.body(),
        .streams = streams};
}

RequestCheck check(const TranscriptionRequest &request)
{
    return {.problem = request.file.bytes.isEmpty() ? u"There is no sound to transcribe."_s : QString(),
        .hints = hintsFor(request)};
}

} // namespace Parlance
