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

/// Finds out whether a draft works: asks for the gateway's models, or sends a short prompt if its profile has
/// no path for them.
///
/// A key is sent by the rules of `TargetResolver`: a typed key may go to the draft's base URL, any other key
/// needs a consent for its source. The key in use never stands in for one that another source lacks.
class GatewayTest : public QObject
{
    Q_OBJECT

public:
    enum class Manner {
        Usual,
        DespiteDoubt, ///< sends a key that does not look like one of this gateway, or over a readable
                      ///< connection
        WithPrompt    ///< sends a prompt, though the profile has a path for models
    };
    /// What came back. Without keys.
    struct Result
    {
        std::optional<ChatError> error = {};
        std::optional<KeyConsent> question = {}; ///< the key may be sent after this consent; with an error
        Manner instead = Manner::Usual;          ///< a test that may succeed where this one failed
        QStringList models = {};                 ///< those that the gateway lists
        QString answeredBy = {};                 ///< who answered the prompt; empty for a list of models
        std::chrono::milliseconds time{0};       ///< until the answer was complete
    };

    /// Both must outlive it.
    GatewayTest(ChatClient *client, const TargetResolver *resolver, QObject *parent = nullptr);

    /// True if the test of this gateway sends a prompt, which the gateway may charge for.
    [[nodiscard]] static bool sendsPrompt(const Gateway &gateway);
    /// True if a prompt can be sent without more words of the user: to a model, or to a gateway that needs
    /// none.
    [[nodiscard]] static bool canPrompt(const Gateway &gateway);
    /// True if a prompt can be sent, or a list of models asked for.
    [[nodiscard]] static bool isPossible(const Gateway &gateway);

    /// Starts a test, which must be possible, in place of one that runs. `finished()` comes exactly once,
    /// never from inside the call, unless the test is stopped.
    void start(const GatewayDraft &draft, Manner manner = Manner::Usual);
    /// Closes the connection. No signal comes any more.
    void stop();
    [[nodiscard]] bool isRunning() const { return m_running; }

Q_SIGNALS:
    /// Nothing has come for this time, see `SilenceWatch::silent()`. A handler must not stop the test.
    void silent(const Parlance::Silence &silence);
    void finished(const Parlance::GatewayTest::Result &result);

private:
    [[nodiscard]] std::unique_ptr<TargetResolver> resolverOf(const GatewayDraft &draft) const;
    [[nodiscard]] std::optional<ChatError> keychainError(const GatewayDraft &draft) const;
    [[nodiscard]] Result refusal(const GatewayDraft &draft, const TargetResolver &resolver) const;
    void refuse(const Result &result);
    void askForModels(const Target &list);
    void ask(const Target &chat);
    void end(const Result &result);

    ChatClient *m_client;
    const TargetResolver *m_resolver;
    QPointer<QObject> m_running; ///< the request, or what ends a test without one
};

} // namespace Parlance
