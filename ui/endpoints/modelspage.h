// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/playground/page.h"
#include "ui/playground/pagekind.h"

class QCheckBox;
class QFrame;
class QLabel;
class QLineEdit;
class QPushButton;
class QSplitter;

namespace Parlance {

class ChatClient;
class ModelsPane;

/// The models that gateways list (RA-37, RL-21, C31): one list, or two side by side.
class ModelsPage : public Page
{
    Q_OBJECT

public:
    static constexpr qsizetype MostPanes = 2;
    /// The models that are opened at once.
    static constexpr qsizetype MostOpened = 8;

    /// Both must outlive the pages.
    [[nodiscard]] static PageKind pageKind(ChatClient *client, TargetResolver *resolver);

    /// `kinds` are those that a model can be opened with.
    ModelsPage(
        ChatClient *client, TargetResolver *resolver, const PageKinds &kinds, QWidget *parent = nullptr);
    ~ModelsPage() override;

    /// From left to right.
    [[nodiscard]] const QList<ModelsPane *> &panes() const { return m_panes; }
    /// The pane that has the focus or had it last.
    [[nodiscard]] ModelsPane *currentPane() const { return m_current; }
    /// Adds a list of this gateway, if there is room for one.
    void addPane(const LaneChoice &choice);
    /// Closes a list unless it is the only one.
    void closePane(ModelsPane *pane);

    [[nodiscard]] State state() const override;
    [[nodiscard]] Unsaved unsaved() const override { return {}; }
    void drop() override;
    [[nodiscard]] QString kept(const KeptTab &tab) const override;
    [[nodiscard]] bool restore(const QString &kept) override;
    [[nodiscard]] bool can(Command command) const override;
    void act(Command command) override;
    [[nodiscard]] QString runText() const override;
    /// The gateway of the current pane, if there are two.
    [[nodiscard]] QString exportName() const override;
    [[nodiscard]] std::shared_ptr<const Call> currentCall() const override;
    /// The calls of both lists.
    [[nodiscard]] Calls callsBeside(const std::shared_ptr<const Call> &call) const override;
    [[nodiscard]] QString gatewayId() const override;
    void goLive(const QString &gatewayId) override;
    void begin(const Page *like) override;
    void open(const QList<LaneChoice> &choices) override;

protected:
    void applyZoom(qreal factor) override;

private:
    void fillTop();
    void fillBottom();
    void chainParts();
    void connectPane(ModelsPane *pane);
    void letGo(ModelsPane *pane);
    void followFocus(const QWidget *focus);
    void setCurrent(ModelsPane *pane);
    void compare();
    void search();
    void focusModels();
    void showState();
    void exportModels();
    void openSelected(const QString &kind);
    void showMenu(ModelsPane *pane, const QPoint &place);
    [[nodiscard]] LaneChoice nextWithList() const;

    ChatClient *m_client;
    TargetResolver *m_resolver;
    QLineEdit *m_search;
    QCheckBox *m_onlyHere;
    QPushButton *m_compare;
    QFrame *m_top;
    QSplitter *m_splitter;
    QFrame *m_bottom;
    PageKinds m_takers;           ///< the kinds of pages that take a model
    QList<QPushButton *> m_opens; ///< one for each of them
    QLabel *m_selected;
    QList<ModelsPane *> m_panes;
    ModelsPane *m_current = nullptr;
};

} // namespace Parlance
