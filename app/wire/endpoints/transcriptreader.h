// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/endpoints/endpointreader.h"
#include "wire/endpoints/transcript.h"

namespace Parlance {

/// Reads the answer of `POST /v1/audio/transcriptions`: a stream of `transcript.text` events (C-30), JSON, or
/// a body that is none (C-24, C-29): SRT and WebVTT with their segments, or plain text. A plain answer to a
/// request for a stream is no error (C-28).
class TranscriptReader : public EndpointReader
{
public:
    TranscriptReader()
        : EndpointReader(Answer::Text)
    {
    }

    /// What has come so far.
    [[nodiscard]] const Transcription &transcript() const { return m_transcript; }

protected:
    void readEvent(const QJsonObject &event) override;
    void readText(const QByteArray &text) override;

private:
    void readObject(const QJsonObject &object, const QByteArray &text);
    void readPlain(const QByteArray &text);
    void readUsage(const QJsonValue &usage);

    Transcription m_transcript;
};

} // namespace Parlance
