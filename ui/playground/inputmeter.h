// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workspace/plannedinput.h"

#include <QObject>
#include <QTimer>

namespace Parlance {

class ChatClient;
class Lane;
class LaneArrangement;
class PromptBar;
class PromptTarget;

/// Shows in the prompt bar of a page how large the input of the next requests is, and what it costs. Measures
/// in another thread, one prompt at a time, so that typing never waits.
class InputMeter : public QObject
{
    Q_OBJECT

public:
    InputMeter(
        ChatClient *client, LaneArrangement *arrangement, const PromptTarget *target, PromptBar *prompt);
    ~InputMeter() override;

    /// What was measured last; also of a prompt that was typed on since.
    [[nodiscard]] const PromptInput &measured() const { return m_measured; }
    /// The input of this lane's next request, if it was measured.
    [[nodiscard]] std::optional<TokenRange> tokensOf(const Lane &lane) const;

Q_SIGNALS:
    /// Something was measured.
    void changed();

private:
    void measureSoon();
    void measure();
    void take(const std::optional<PromptInput> &input);
    [[nodiscard]] QList<PlannedInput> planned() const;
    [[nodiscard]] PlannedInput plannedOf(const Lane &lane) const;
    [[nodiscard]] QList<PlannedInput::Past> pastOf(const Lane &lane) const;

    ChatClient *m_client;
    const LaneArrangement *m_arrangement;
    const PromptTarget *m_target;
    PromptBar *m_prompt;
    PromptInput m_measured;
    QTimer m_later; ///< collects changes
    std::stop_source m_running;
    bool m_isRunning = false;
    bool m_isStale = false; ///< something changed while it measured
};

} // namespace Parlance
