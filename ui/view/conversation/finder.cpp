// SPDX-License-Identifier: GPL-3.0-or-later
#include "view/conversation/finder.h"

#include "view/conversation/conversationmessages.h"
#include "view/conversation/conversationselection.h"
#include "view/conversation/findbar.h"
#include "view/conversation/readingposition.h"

#include <QTextEdit>

using namespace std::chrono_literals;

namespace Parlance {

namespace {

/// The part of a frame for writing deferred messages.
constexpr auto sliceTime = 7ms;
constexpr int widestBar = 360;
constexpr int gap = 8;

} // namespace

Finder::Finder(ConversationMessages *messages, ReadingPosition *reading, ConversationSelection *selection,
    QTextEdit *view)
    : QObject(view)
    , m_messages(messages)
    , m_reading(reading)
    , m_selection(selection)
    , m_view(view)
    , m_search(view->document())
    , m_bar(new FindBar(view))
{
    m_writing.setSingleShot(true);
    connect(&m_writing, &QTimer::timeout, this, &Finder::writeMore);
    connect(messages, &ConversationMessages::deferred, this, &Finder::searchOn);
    connect(m_bar, &FindBar::queryChanged, this, &Finder::setQuery);
    connect(m_bar, &FindBar::stepRequested, this, &Finder::step);
    connect(m_bar, &FindBar::closed, this, &Finder::close);
    connect(&m_search, &ConversationSearch::changed, this, &Finder::showCount);
}

bool Finder::isOpen() const
{
    return m_bar->isVisibleTo(m_view);
}

void Finder::open()
{
    const QString selected = m_view->textCursor().selectedText();
    const bool oneLine =
        !selected.contains(QChar::ParagraphSeparator) && !selected.contains(QChar::LineSeparator);
    m_bar->open(oneLine ? selected : QString());
}

/// Keeps the last match selected, and the reader where they are.
void Finder::close()
{
    m_writing.stop();
    if (m_search.current() >= 0) {
        const QTextCursor match = m_search.cursorAt(m_search.matches().at(m_search.current()));
        m_selection->set(match.anchor(), match.position());
    }
    m_search.setQuery({});
    m_bar->hide();
    m_view->setFocus();
}

void Finder::setName(const QString &name)
{
    m_bar->setPlace(name);
}

void Finder::setQuery(const QString &query)
{
    if (query == m_search.query())
        return;
    m_search.setQuery(query);
    m_search.start(m_reading->firstPosition());
    showCurrent();
    searchOn();
}

/// Searches messages that were added and not written yet.
void Finder::searchOn()
{
    if (!m_search.query().isEmpty())
        m_writing.start(0ms);
}

void Finder::step(int by)
{
    if (!isOpen())
        return open();
    m_search.step(by);
    showCurrent();
}

void Finder::showCurrent()
{
    if (m_search.current() >= 0)
        Q_EMIT wanted(m_search.matches().at(m_search.current()).position);
}

void Finder::showCount()
{
    m_bar->showCount(m_search.current() + 1, m_search.matches().size(), m_writing.isActive());
    m_view->viewport()->update();
}

void Finder::writeMore()
{
    if (!m_messages->writeDeferred(QDeadlineTimer(sliceTime, Qt::PreciseTimer)))
        m_writing.start(0ms);
    if (m_search.current() < 0 && !m_search.matches().isEmpty()) {
        m_search.start(m_reading->firstPosition());
        showCurrent();
    }
    showCount();
}

void Finder::place(const QRect &area)
{
    const int width = std::min(widestBar, area.width() - 2 * gap);
    m_bar->setGeometry(area.right() - width - gap + 1, area.top() + gap, width, m_bar->sizeHint().height());
}

} // namespace Parlance
