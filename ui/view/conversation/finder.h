// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "view/conversation/conversationsearch.h"

#include <QTimer>

class QTextEdit;

namespace Parlance {

class ConversationMessages;
class FindBar;
class ReadingPosition;

/// Finding text in a view: the bar to type in, the matches, and the way from one to the next. Messages that
/// are not written yet are written for it, a slice at a time.
class Finder : public QObject
{
    Q_OBJECT

public:
    /// `reading` is the position of the reader in `view`, which owns this and shows `messages`.
    Finder(ConversationMessages *messages, ReadingPosition *reading, QTextEdit *view);

    /// Shows the bar, with what is selected to begin with.
    void open();
    void close();
    /// Goes on by so many matches; opens the bar where there is nothing to find.
    void step(int by);
    [[nodiscard]] bool isOpen() const;

    /// The name of the view, where there are several.
    void setName(const QString &name);
    /// Puts the bar into the corner of this part of the view.
    void place(const QRect &area);
    [[nodiscard]] const ConversationSearch &search() const { return m_search; }

Q_SIGNALS:
    /// This character, in a match, is to be brought to the screen.
    void wanted(int position);

private:
    void searchOn();
    void setQuery(const QString &query);
    void showCurrent();
    void showCount();
    void writeMore();

    ConversationMessages *m_messages;
    ReadingPosition *m_reading;
    QTextEdit *m_view;
    ConversationSearch m_search;
    FindBar *m_bar;
    QTimer m_writing;
};

} // namespace Parlance
