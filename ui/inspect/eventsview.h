// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointer>
#include <QWidget>

#include <functional>

class QTableView;

namespace Parlance {

class BodyView;
class EventsModel;
class InspectedCall;
class NotedPane;
class SourceText;
struct TextRange;

/// The events of a call as a table, and beside it the bytes of the current one and what it brought.
class EventsView : public QWidget
{
    Q_OBJECT

public:
    explicit EventsView(QWidget *parent = nullptr);

    void setCall(InspectedCall *call);
    /// Makes an event the current one.
    void goTo(qsizetype event);
    /// The same, and marks a range of its bytes.
    void showRange(qsizetype event, const TextRange &range);
    /// The same, and goes to a JSON path in its data.
    void showPath(qsizetype event, const QString &path);
    /// -1 for none.
    [[nodiscard]] qsizetype currentEvent() const;

Q_SIGNALS:
    /// The user asks for the characters of an event.
    void lettersRequested(qsizetype event);

protected:
    /// Fits the columns when the table gets another width.
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void build();
    void fitColumns();
    void growColumns();
    [[nodiscard]] int wantedWidth() const;
    void showNote();
    void openMenu(const QPoint &place);
    void showFirst();
    void showCurrent();
    void onceShown(const std::function<void()> &act);

    QPointer<InspectedCall> m_call;
    bool m_isAwaited = false; ///< the current event, whose bytes are being masked
    std::function<void()> m_onceShown;
    EventsModel *m_model;
    QTableView *m_table;
    BodyView *m_bytes;
    NotedPane *m_pane;
};

} // namespace Parlance
