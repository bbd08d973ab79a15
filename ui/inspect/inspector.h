// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/call.h"

#include <QDockWidget>
#include <QPointer>
#include <QTimer>

#include <vector>

class QMainWindow;
class QMenu;

namespace Parlance {

class ChatClient;
class InspectedCall;
class InspectorPanel;
class Page;
class Redaction;
class TargetResolver;
struct Timeline;

/// A dock that shows any call that is still kept. Follows the current call of the current page until the user
/// chooses another. Does not keep a call itself: one that its conversation drops is shown no longer.
class Inspector : public QDockWidget
{
    Q_OBJECT

public:
    /// All must outlive the inspector, which `docks` owns.
    Inspector(ChatClient *client, const TargetResolver *resolver, QMainWindow *docks);

    /// Sets the page whose current call is followed.
    void setPage(Page *page);
    void addActions(QMenu *menu);
    /// Opens the dock with this call. Does nothing without one.
    void inspect(const std::shared_ptr<const Call> &call);
    /// Opens the dock with this call at the characters of a text of its answer, its `nth` occurrence from 0.
    void inspectText(const std::shared_ptr<const Call> &call, const QString &text, int nth);

    /// Makes the panel when it is first shown, so that the window's start does not wait for it.
    void setVisible(bool visible) override;

Q_SIGNALS:
    /// Files were dropped: captures to replay.
    void filesDropped(const QStringList &paths);

private:
    void makePanel();
    void follow();
    void lookForCalls();
    [[nodiscard]] bool isShownOneDropped() const;
    void release();
    void showCall(const std::shared_ptr<const Call> &call);
    void save();
    void saveAs(const QString &path, const QString &form, const std::shared_ptr<const Call> &call);
    void listCalls();
    void showTimes();
    const InspectedCall &inspected(const std::shared_ptr<const Call> &call);
    [[nodiscard]] std::shared_ptr<const Call> newestCall() const;
    [[nodiscard]] Redaction redaction() const;
    [[nodiscard]] QString keyNoteOf(const Call &call) const;

    ChatClient *m_client;
    const TargetResolver *m_resolver;
    QMainWindow *m_docks;
    InspectorPanel *m_panel = nullptr; ///< made when it is first shown
    QPointer<Page> m_page;
    QTimer m_update;                                     ///< collects changes
    QTimer m_look;                                       ///< while the dock is visible
    std::weak_ptr<const Call> m_shown;                   ///< also while the dock is hidden
    std::vector<std::unique_ptr<InspectedCall>> m_round; ///< the lines of the timeline but the current one
};

} // namespace Parlance
