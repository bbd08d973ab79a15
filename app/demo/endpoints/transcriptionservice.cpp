// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/endpoints/transcriptionservice.h"

#include "demo/forms/chatcompletionserrors.h"
#include "demo/forms/transcriptionanswer.h"
#include "demo/forms/transcriptionrequest.h"
#include "demo/server/faults.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Parlance::Demo {

namespace {

constexpr Pace HearingPace{.firstToken = 300ms, .perToken = 15ms};

double shortestPause(const QString &model)
{
    return model == "demo-hear-brief"_L1 ? 1.0 : 0.3;
}

/// Only these formats are streamed; for the others `stream` changes nothing (C-28).
bool isStreamed(const TranscriptionRequest &asked, const DemoRequest &request)
{
    return asked.stream && (asked.format == "json"_L1 || asked.format == "verbose_json"_L1) &&
           !wantsFault(request, "plain"_L1);
}

} // namespace

TranscriptionService::TranscriptionService(const DemoSettings &settings)
    : m_speed(settings.speed)
{
}

DemoResponse TranscriptionService::answerTo(const DemoRequest &request) const
{
    const auto asked = readTranscriptionRequest(
        request.headers.combinedValue(QHttpHeaders::WellKnownHeader::ContentType), request.body);
    if (!asked)
        return chatCompletionsForm().refuse(asked.error(), {});
    const bool timed = !wantsFault(request, "no-times"_L1);
    const TranscriptionAnswer answer{.format = asked->format,
        .language = asked->language.isEmpty() ? u"english"_s : asked->language,
        .seconds = asked->sound.seconds(),
        .segments = transcriptOf(asked->sound, heard(asked->sound, shortestPause(asked->model))),
        .withSegments = asked->segments && timed,
        .withWords = asked->words && timed};
    const Pace pace = HearingPace.scaled(m_speed);
    return isStreamed(*asked, request) ? streamedTranscription(answer, pace)
                                       : plainTranscription(answer, pace);
}

} // namespace Parlance::Demo
