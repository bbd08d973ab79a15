// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/endpoints/transcriptionrequest.h"

#include <QCoreApplication>
#include <expected>
#include <stop_token>

namespace Parlance {

/// An audio file that a person chose to send, and what is doubtful about it before it is sent.
class SoundFile
{
    Q_DECLARE_TR_FUNCTIONS(Parlance::SoundFile)

public:
    /// What OpenAI documents for whisper-1, and other gateways state (C-23).
    static constexpr qint64 UsualMostBytes = 25'000'000;
    /// More than any server takes.
    static constexpr qint64 MostBytes = 256 * 1024 * 1024;

    /// Reads the file into memory, and nothing of it after that. The type is that of its content; a name
    /// without a known extension gets one (C-22). On failure returns why it cannot be sent, in words for the
    /// user; once `stop` is requested, without words.
    [[nodiscard]] static std::expected<UploadFile, QString> read(
        const QString &path, const std::stop_token &stop = {});
    /// The same for bytes that are in memory already, such as a recording.
    [[nodiscard]] static UploadFile of(const QString &name, const QByteArray &bytes);

    /// False if no known sound begins like this: then a server can hardly read it.
    [[nodiscard]] static bool isSound(const UploadFile &file);
    /// What the file is instead of what its name says, in words; empty if they fit.
    [[nodiscard]] static QString typeDoubt(const UploadFile &file);
    /// That the file is larger than the limit, in words; empty if it is not.
    [[nodiscard]] static QString sizeDoubt(const UploadFile &file, qint64 mostBytes = UsualMostBytes);
};

} // namespace Parlance
