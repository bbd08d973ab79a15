// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/inspect/callfinding.h"
#include "ui/inspect/timeline.h"
#include "view/base/dropframe.h"

class QCheckBox;
class QComboBox;
class QLineEdit;
class QPushButton;
class QTabWidget;

namespace Parlance {

class ElidedLabel;
class EventsView;
class MessageView;
class SourceView;
class TimelineView;
class TokensView;

/// One call, from the bytes of its request to the characters of its answer, on six tabs. Takes files:
/// captures to replay.
class InspectorPanel : public DropFrame
{
    Q_OBJECT

public:
    enum Tab { Request, Response, Events, Source, Tokens, Times };

    /// A call to choose from.
    struct Item
    {
        std::weak_ptr<const Call> call;
        QString name;
        QString state = {}; ///< `stateText()`
        bool hasBegun = false;
    };

    explicit InspectorPanel(QWidget *parent = nullptr);

    /// Offers these calls, newest first.
    void setCalls(const QList<Item> &calls);
    /// True if other calls than these are offered, or one of them stands elsewhere since.
    [[nodiscard]] bool isOutdated(const QList<std::shared_ptr<const Call>> &calls) const;
    /// Shows a call, without the keys that `redaction` knows; null for none. `keyNote` says which key went,
    /// and from where.
    void setCall(const std::shared_ptr<const Call> &call, const Redaction &redaction, const QString &keyNote);
    [[nodiscard]] std::shared_ptr<const Call> call() const { return m_call ? m_call->pointer() : nullptr; }
    [[nodiscard]] const InspectedCall *inspected() const { return m_call.get(); }
    /// Shows these calls on one clock.
    void setLines(const QList<Timeline> &lines, qsizetype current);
    void setTab(Tab tab);
    /// True while this tab is shown.
    [[nodiscard]] bool isOn(Tab tab) const;

    /// True while the panel shows the current call of the current page.
    [[nodiscard]] bool isFollowing() const;
    void setFollowing(bool following);
    /// Shows the event that brought a text of the answer, its `nth` occurrence counted from 0. False if it is
    /// not there, or not yet read; then it is shown once it is.
    bool showText(const QString &text, int nth);

Q_SIGNALS:
    /// The user chose a call.
    void chosen(const std::shared_ptr<const Parlance::Call> &call);
    void followingChanged();
    /// The user asks to save the call as a file.
    void saveRequested();
    /// The times have changed, or are shown now.
    void timesWanted();
    /// The user pointed at the bar of another call.
    void linePicked(qsizetype line);

protected:
    /// Takes the key of Find from the lane's view while the focus is here.
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    QWidget *makeBar();
    void connectParts();
    void refresh();
    void showRequest();
    void showResponse();
    [[nodiscard]] QStringList responseFacts() const;
    [[nodiscard]] QString bodyNote() const;
    bool showWantedText();
    void findNext();
    void findTyped();
    void forgetFound();
    [[nodiscard]] static QString foundText(qsizetype number, qsizetype hits);
    [[nodiscard]] QString foundText(bool isFound) const;
    void showHit(const CallFinding::Hit &hit);

    /// A text whose event is looked for.
    struct Wanted
    {
        QString text = {};
        int nth = 0;
    };

    std::unique_ptr<InspectedCall> m_call;
    bool m_isRequestShown = false; ///< completely
    Wanted m_wanted;
    QString m_keyNote;
    QList<Item> m_items;
    QComboBox *m_calls;
    QCheckBox *m_follow;
    QLineEdit *m_find;
    ElidedLabel *m_found;
    QPushButton *m_save;
    CallFinding m_finding;
    bool m_isFindingOld = false; ///< the call has grown since
    QTimer m_typing;             ///< ends when the user pauses
    QTabWidget *m_tabs;
    MessageView *m_request;
    MessageView *m_response;
    EventsView *m_events;
    SourceView *m_source;
    TokensView *m_tokens;
    TimelineView *m_times;
};

} // namespace Parlance
