// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "view/conversation/conversationsearch.h"

#include <QTimer>

namespace Parlance {

class ConversationView;
class FindBar;

/// Finding text in a view: the bar to type in, the matches, and the way from one to the next. Messages that
/// are not written yet are written for it, a slice at a time.
class Finder : public QObject
{
    Q_OBJECT

public:
    explicit Finder(ConversationView *view);

    /// Shows the bar, with what is selected to begin with.
    void open();
    void close();
    /// Goes on by so many matches; opens the bar where there is nothing to find.
    void step(int by);
    [[nodiscard]] bool isOpen() const;

    /// Messages have come that are not written yet.
    void searchOn();

    /// The name of the view, where there are several.
    void setName(const QString &name);
    /// Puts the bar into the corner of this part of the view.
    void place(const QRect &area);
    [[nodiscard]] const ConversationSearch &search() const { return m_search; }

private:
    void setQuery(const QString &query);
    void showCurrent();
    void showCount();
    void writeMore();

    ConversationView *m_view;
    ConversationSearch m_search;
    FindBar *m_bar;
    QTimer m_writing;
};

} // namespace Parlance
