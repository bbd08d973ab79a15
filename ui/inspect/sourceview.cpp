// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspect/sourceview.h"

#include "ui/inspect/inspectedcall.h"
#include "ui/inspect/inspectwords.h"
#include "view/base/elidedlabel.h"
#include "view/base/linkbutton.h"

#include <QLocale>
#include <QMenu>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Parlance {

SourceView::SourceView(QWidget *parent)
    : QWidget(parent)
    , m_text(new TextView)
    , m_told(new ElidedLabel)
    , m_show(new QPushButton(tr("Show the event")))
{
    m_text->setObjectName(u"inspectorSource"_s);
    m_text->setAccessibleName(tr("Answer source"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeBar());
    layout->addWidget(m_text, 1);
    connect(m_text, &TextView::pointed, this, &SourceView::point);
    connect(m_text, &TextView::menuOpens, this, &SourceView::addToMenu);
    m_text->setToolTipOf([this](qsizetype position) { return describe(eventAt(position)); });
    connect(m_show, &QPushButton::clicked, this, [this] { Q_EMIT eventRequested(m_event); });
    mark(-1);
}

QWidget *SourceView::makeBar()
{
    auto *bar = new QWidget;
    auto *layout = new QHBoxLayout(bar);
    layout->setContentsMargins(12, 2, 12, 2);
    m_told->setObjectName(u"inspectorTold"_s);
    m_told->setProperty("role", u"secondary"_s);
    layout->addWidget(m_told, 1);
    m_show->setObjectName(u"inspectorShowEvent"_s);
    lookLikeLink(m_show);
    layout->addWidget(m_show);
    return bar;
}

void SourceView::setCall(InspectedCall *call)
{
    if (m_call)
        m_call->disconnect(this);
    m_call = call;
    m_text->setText({});
    if (call)
        connect(call, &InspectedCall::grew, this, &SourceView::refreshIfVisible);
    refresh();
    mark(-1);
}

void SourceView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    refresh();
}

/// A long answer takes a moment.
void SourceView::refreshIfVisible()
{
    if (isVisible())
        refresh();
}

/// Puts the sections below each other; several of them get titles, which belong to no event.
void SourceView::refresh()
{
    QString text;
    m_begins.clear();
    const QList<SourceSection> sections = m_call ? m_call->trace().sections() : QList<SourceSection>();
    for (const SourceSection &section : sections) {
        if (sections.size() > 1)
            text += (text.isEmpty() ? u""_s : u"\n\n"_s) + u"— %1 —\n"_s.arg(titleOf(*m_call, section));
        m_begins.append(text.size());
        text += m_call->masked(section.text);
    }
    m_text->setText(text);
    if (m_event < 0)
        mark(-1); // what can be done depends on the text
}

/// The event that brought a character; -1 for one that none has brought.
qsizetype SourceView::eventAt(qsizetype position) const
{
    const auto after = std::ranges::upper_bound(m_begins, position);
    if (!m_call || after == m_begins.begin())
        return -1;
    const qsizetype index = after - m_begins.begin() - 1;
    const SourceSection &section = m_call->trace().sections().at(index);
    const qsizetype letter = position - m_begins.at(index);
    const qsizetype event = letter < section.text.size() ? AnswerTrace::eventAt(section, letter) : -1;
    return event < m_call->events().size() ? event : -1; // its line may not have ended yet
}

QString SourceView::describe(qsizetype event) const
{
    if (event < 0)
        return {};
    const TracedEvent &brought = m_call->events().at(event);
    return tr("Event %1, at %2: %3")
        .arg(QLocale().toString(event + 1), timeText(brought.at), readAs(*m_call, brought));
}

void SourceView::addToMenu(QMenu *menu, qsizetype position)
{
    const qsizetype event = eventAt(position);
    if (event < 0)
        return;
    menu->addSeparator();
    menu->addAction(tr("Show the &event"), this, [this, event] {
        mark(event);
        Q_EMIT eventRequested(event);
    });
}

void SourceView::point(qsizetype position)
{
    mark(eventAt(position));
}

void SourceView::showLettersOf(qsizetype event)
{
    mark(event);
    if (!m_text->marks().isEmpty())
        m_text->reveal(m_text->marks().first().begin);
}

const QString &SourceView::currentText()
{
    refresh();
    return m_text->text();
}

bool SourceView::showText(const QString &text, int nth)
{
    qsizetype at = currentText().indexOf(text);
    for (; at >= 0 && nth > 0; --nth)
        at = m_text->text().indexOf(text, at + 1);
    if (at < 0 || text.isEmpty())
        return false;
    showRange({.begin = at, .length = text.size()});
    return true;
}

void SourceView::showRange(const TextRange &range)
{
    m_text->select(range);
    point(range.begin);
}

/// Marks everything that the event brought, and tells about it.
void SourceView::mark(qsizetype event)
{
    m_event = event;
    m_show->setVisible(event >= 0);
    QList<TextRange> marks;
    const QList<SourceSection> sections = m_call ? m_call->trace().sections() : QList<SourceSection>();
    for (qsizetype i = 0; i < m_begins.size() && event >= 0; ++i) {
        if (const auto letters = AnswerTrace::lettersOf(sections.at(i), event))
            marks.append({.begin = m_begins.at(i) + letters->first, .length = letters->second});
    }
    m_text->setMarks(marks);
    m_told->setText(event >= 0 ? describe(event) : hint());
}

/// What can be done with the text, after how it ended if it is not whole.
QString SourceView::hint() const
{
    if (m_text->text().isEmpty())
        return m_call && m_call->events().isEmpty() ? nothingText(m_call) : tr("No text was received.");
    const QString click = tr("Click a character to see the event that brought it.");
    const Reply::State state = m_call->call().reply.state;
    const bool isCut = state == Reply::State::Stopped || !failureText(*m_call).isEmpty();
    return isCut ? tr("The text ends here: %1 · %2").arg(endText(*m_call), click) : click;
}

} // namespace Parlance
