// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/playground/lane.h"
#include "ui/playground/page.h"
#include "ui/playground/pagekind.h"
#include "workspace/preset.h"

namespace Parlance {

class Exporter;
class LaneArrangement;
class LaneCalls;
class LaneStrip;
class PageUndo;
class PromptTarget;
class PromptBar;
class PromptSender;
class ScrollLink;
class SharedParameters;
class ToolResults;

/// A page of lanes side by side, with one prompt for all of them or for a chosen one.
class LanePage : public Page
{
    Q_OBJECT

public:
    /// What the lanes of all pages share, owned by `owner`. `client` and `resolver` must outlive it; `faults`
    /// are the failures that the embedded gateway can show.
    [[nodiscard]] static Lane::Shared share(
        ChatClient *client, TargetResolver *resolver, const QList<Fault> &faults, QObject *owner);

    /// Pages of lanes that share this.
    [[nodiscard]] static PageKind pageKind(const Lane::Shared &shared);

    explicit LanePage(const Lane::Shared &shared, QWidget *parent = nullptr);
    ~LanePage() override;

    [[nodiscard]] LaneArrangement *arrangement() const { return m_arrangement; }
    [[nodiscard]] SharedParameters *parameters() const { return m_parameters; }
    [[nodiscard]] PromptBar *promptBar() const { return m_prompt; }
    [[nodiscard]] PromptTarget *promptTarget() const { return m_target; }
    [[nodiscard]] PromptSender *promptSender() const { return m_sender; }
    [[nodiscard]] ToolResults *toolResults() const { return m_toolResults; }
    /// Scrolls the lanes together while enabled.
    [[nodiscard]] ScrollLink *scrollLink() const { return m_scrollLink; }

    /// In the order of the arrangement.
    [[nodiscard]] const QList<Lane *> &lanes() const;
    [[nodiscard]] Lane *currentLane() const;
    [[nodiscard]] QString nameOf(const Lane *lane) const;

    [[nodiscard]] bool hasConversation() const;
    /// The lanes that can be asked, under this name.
    [[nodiscard]] Preset preset(const QString &name) const;
    /// Replaces all lanes by these, but for those whose gateway is unknown.
    void setLanes(const QList<LaneSetup> &lanes, bool sameParameters);

    [[nodiscard]] State state() const override;
    [[nodiscard]] Unsaved unsaved() const override;
    void drop() override;
    [[nodiscard]] QString kept(const KeptTab &tab) const override;
    [[nodiscard]] bool restore(const QString &kept) override;
    [[nodiscard]] bool can(Command command) const override;
    void act(Command command) override;
    [[nodiscard]] QWidget *foot() const override;
    [[nodiscard]] QString runText() const override;
    /// The name of the current lane, if there are several.
    [[nodiscard]] QString exportName() const override;
    /// The call of the newest answer in the current lane.
    [[nodiscard]] std::shared_ptr<const Call> currentCall() const override;
    /// The calls that answer the same prompt.
    [[nodiscard]] Calls callsBeside(const std::shared_ptr<const Call> &call) const override;
    [[nodiscard]] QString gatewayId() const override;
    void goLive(const QString &gatewayId) override;
    /// Adds one lane, like the current lane of that page, or else for the first tier of the first gateway.
    void begin(const Page *like) override;
    /// Adds a lane.
    void open(const QList<LaneChoice> &choices) override;

    void stopAll();
    /// Cancels one thing, the innermost first: a drag, what is running, the target of the prompt, a maximized
    /// lane.
    void escape();
    void clearAll();
    /// The same; asks first if there is a conversation.
    void requestClearAll();
    /// Closes the current lane unless it is the only one; asks first if something would be lost.
    void closeCurrentLane();

Q_SIGNALS:
    /// A lane was added, closed, moved, maximized or connected to another target.
    void lanesChanged();
    /// The user chose a ladder, to open on this page or another.
    void ladderChosen(const Parlance::Preset &ladder);
    /// Asks to show the parameters of the current lane, with the cursor in this one if it is named.
    void parametersRequested(QLatin1StringView parameter);

protected:
    void applyZoom(qreal factor) override;

private:
    void buildPrompt(ChatClient *client);
    void connectCalls();
    void connectLane(Lane *lane);
    void clear(const QList<Lane *> &lanes);
    void requestClear(Lane *lane);
    void requestClose(Lane *lane);
    void chainParts();

    const TargetResolver *m_resolver;
    LaneStrip *m_strip;
    PromptBar *m_prompt;
    LaneArrangement *m_arrangement; ///< owns the objects that follow the lanes
    LaneCalls *m_calls;
    Exporter *m_exporter;
    SharedParameters *m_parameters;
    ToolResults *m_toolResults;
    PromptTarget *m_target;
    PromptSender *m_sender = nullptr;
    ScrollLink *m_scrollLink;
    PageUndo *m_undo;
};

} // namespace Parlance
