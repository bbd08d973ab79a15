// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "askcommand.h"
#include "endpointasking.h"
#include "soundcommand.h"
#include "wire/endpoints/speechreader.h"
#include "wire/endpoints/transcriptreader.h"

namespace Parlance {

/// What the command asks of sound. Reads the audio file into memory. Returns what is wrong with that file,
/// or with the output, in words for the user; what is only doubtful is said on standard error.
[[nodiscard]] std::expected<std::unique_ptr<EndpointTask>, QString> soundTask(const AskCommand &command);

/// Turns a text into speech, and writes the sound; a sound that broke off to a file beside.
class SpeechTask : public EndpointTask
{
public:
    SpeechTask(const SpeechRequest &request, QString output);

    [[nodiscard]] HttpRun *start(ChatClient &client, const Target &target, QObject *parent) override;
    [[nodiscard]] QString finish(Output &output, bool isJson) override;
    void addTo(JsonObjectWriter &object) const override;

private:
    [[nodiscard]] QString write(Output &output, bool isJson);
    void remark() const;

    const SpeechRequest m_request;
    const QString m_file; ///< empty for standard output
    const std::shared_ptr<SpeechReader> m_reader = std::make_shared<SpeechReader>();
    const HttpRun *m_run = nullptr;
    QByteArray m_sound;
    QString m_written; ///< the file that was written; empty for none
};

/// Prints what is said in an audio file, as it comes.
class TranscriptionTask : public EndpointTask
{
public:
    TranscriptionTask(const TranscriptionRequest &request, QString output);

    [[nodiscard]] HttpRun *start(ChatClient &client, const Target &target, QObject *parent) override;
    void progress(Output &output) override;
    [[nodiscard]] QString finish(Output &output, bool isJson) override;
    void addTo(JsonObjectWriter &object) const override;

private:
    [[nodiscard]] QString text() const;
    [[nodiscard]] bool asksForSubtitles() const;
    [[nodiscard]] bool isConverted() const;
    [[nodiscard]] QString problem() const;
    [[nodiscard]] QString write();
    void print(Output &output);

    const TranscriptionRequest m_request;
    const QString m_file; ///< empty for standard output
    const std::shared_ptr<TranscriptReader> m_reader = std::make_shared<TranscriptReader>();
    const HttpRun *m_run = nullptr;
    QString m_printed;
    QString m_written; ///< the file that was written; empty for none
};

} // namespace Parlance
