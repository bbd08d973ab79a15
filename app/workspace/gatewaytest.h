// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/silencewatch.h"
#include "client/targetresolver.h"

#include <QPointer>

namespace Parlance {

class ChatClient;

/// A profile and its key as a person edits them, before the settings have them.
struct GatewayDraft
{
    Gateway gateway;
    KeySource source = {};          ///< of the key
    std::optional<Secret> key = {}; ///< as typed; without one, the key at the source

    bool operator==(const GatewayDraft &) const = default;
};

/// Finds out whether a draft works: asks for the gateway's models, or sends a short prompt if it lists none.
///
/// A key is sent by the rules of `TargetResolver`, as if the draft were in use: a typed key may go to the
/// draft's base URL, any other key needs a consent.
class GatewayTest : public QObject
{
    Q_OBJECT

public:
    /// What came back. Without keys.
    struct Result
    {
        std::optional<ChatError> error = {};
        std::optional<KeyConsent> question = {}; ///< the key may be sent after this consent; with an error
        QStringList models = {};                 ///< those that the gateway lists
        QString answeredBy = {};                 ///< who answered the prompt; empty for a list of models
        std::chrono::milliseconds time{0};       ///< until the answer was complete
    };

    /// Both must outlive it.
    GatewayTest(ChatClient *client, const TargetResolver *resolver, QObject *parent = nullptr);

    /// True if the test of this gateway sends a prompt, which the gateway may charge for.
    [[nodiscard]] static bool sendsPrompt(const Gateway &gateway);
    /// True if there is a model to send a prompt to, or a list of models to ask for.
    [[nodiscard]] static bool isPossible(const Gateway &gateway);

    /// Starts a test, which must be possible, in place of one that runs. `finished()` comes exactly once,
    /// never from inside the call, unless the test is stopped.
    void start(const GatewayDraft &draft);
    /// Closes the connection. No signal comes any more.
    void stop();
    [[nodiscard]] bool isRunning() const { return m_running; }

Q_SIGNALS:
    /// Nothing has come for this time, see `SilenceWatch::silent()`. A handler must not stop the test.
    void silent(const Parlance::Silence &silence);
    void finished(const Parlance::GatewayTest::Result &result);

private:
    [[nodiscard]] std::unique_ptr<TargetResolver> resolverOf(const GatewayDraft &draft) const;
    void refuse(const Result &result);
    void askForModels(const Target &list, const Target &chat);
    void ask(const Target &chat);
    void end(const Result &result);

    ChatClient *m_client;
    const TargetResolver *m_resolver;
    QPointer<QObject> m_running; ///< the request, or what stands for one that may not be sent
};

} // namespace Parlance
