// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "peer.h"
#include "speech.h"

#include <QStringList>
#include <chrono>
#include <optional>

namespace Parlance::Faults {

/// What a call with a fault must come to.
struct Expected
{
    enum class Ending {
        Answered, ///< complete, with exactly this text
        Broken,   ///< failed or incomplete, with the text before
        Failed,   ///< failed, with the text before
        Either,   ///< answered, or failed with the words
        Silent    ///< runs, with the text before, and says that nothing comes
    };

    Ending ending = Ending::Failed;
    QStringList words = {}; ///< regular expressions that the words of the failure match, in any case
    QString text = {};
};

[[nodiscard]] Expected answered(const QString &text = QStringLiteral("Half an answer"));
[[nodiscard]] Expected failed(const QStringList &words, const QString &text = {});
[[nodiscard]] Expected broken(const QStringList &words, const QString &text = QStringLiteral("Half an "));
[[nodiscard]] Expected either(
    const QStringList &words, const QString &text = QStringLiteral("Half an answer"));
[[nodiscard]] Expected silent(const QString &text = {});

/// One way in which a server, or what is between, misbehaves.
struct Fault
{
    using Script = std::function<void(Peer &, const Speech &)>;

    QByteArray name;
    Script script;
    std::optional<Expected> streamed; ///< nothing where the fault does not exist
    std::optional<Expected> plain;
    std::optional<Expected> large = {}; ///< streamed, of a prompt of `LargePrompt`
    FaultServer::Listening listening = FaultServer::Listening::Yes;
    bool secure = false;       ///< asked for by https
    qsizetype promptBytes = 2; ///< the size of what is asked
    bool alone = false; ///< asked by a client of its own, since it keeps the network busy, or is silent
};

constexpr qsizetype LargePrompt = 400'000; ///< bytes

using Bytes = std::function<QByteArray(const Speech &)>;

/// The server reads the request, sends these bytes and closes.
[[nodiscard]] Fault says(const QByteArray &name, const Bytes &bytes, const std::optional<Expected> &streamed,
    const std::optional<Expected> &plain);
/// The same expectation for both forms.
[[nodiscard]] Fault says(const QByteArray &name, const Bytes &bytes, const Expected &both);
/// The server sends this body in chunks with the type of the form.
[[nodiscard]] Bytes inChunks(const Bytes &body);

/// The key that every request has, which no words may repeat.
inline const QByteArray FaultKey = "sk-KEYCANARY0123456789abcdef"; // NOLINT(*-statically-constructed-objects)

[[nodiscard]] QList<Fault> connectionFaults();
[[nodiscard]] QList<Fault> headFaults();
[[nodiscard]] QList<Fault> framingFaults();
[[nodiscard]] QList<Fault> encodingFaults();
[[nodiscard]] QList<Fault> statusFaults();
[[nodiscard]] QList<Fault> errorFaults();
[[nodiscard]] QList<Fault> emptyFaults();
[[nodiscard]] QList<Fault> eventFaults();
[[nodiscard]] QList<Fault> jsonFaults();
[[nodiscard]] QList<Fault> silenceFaults();
[[nodiscard]] QList<Fault> allFaults();

} // namespace Parlance::Faults
