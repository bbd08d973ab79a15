// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "view/conversation/conversationsearch.h"

#include <QTimer>

class QTextEdit;

namespace Parlance {

class ConversationMessages;
class ConversationSelection;
class FindBar;
class ReadingPosition;

/// Finds text in a view: shows the bar and the matches, and goes from one to the next. Writes deferred
/// messages for the search, a slice at a time.
class Finder : public QObject
{
    Q_OBJECT

public:
    /// `reading` is the reading position in `view`, which owns this and shows `messages`.
    Finder(ConversationMessages *messages, ReadingPosition *reading, ConversationSelection *selection,
        QTextEdit *view);

    /// Opens the bar with the selected text.
    void open();
    void close();
    /// Moves by this many matches; opens the bar if it is closed.
    void step(int by);
    [[nodiscard]] bool isOpen() const;

    /// Sets the name of the view if there are several.
    void setName(const QString &name);
    /// Moves the bar into the corner of this part of the view.
    void place(const QRect &area);
    [[nodiscard]] const ConversationSearch &search() const { return m_search; }

Q_SIGNALS:
    /// Asks to scroll to this character, which is in a match.
    void wanted(int position);

private:
    void searchOn();
    void setQuery(const QString &query);
    void showCurrent();
    void showCount();
    void writeMore();

    ConversationMessages *m_messages;
    ReadingPosition *m_reading;
    ConversationSelection *m_selection;
    QTextEdit *m_view;
    ConversationSearch m_search;
    FindBar *m_bar;
    QTimer m_writing;
};

} // namespace Parlance
