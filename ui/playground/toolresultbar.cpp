// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/playground/toolresultbar.h"

#include "ui/edit/longtextedit.h"
#include "view/base/linkbutton.h"
#include "view/conversation/readerrequests.h"
#include "workspace/toolloop.h"
#include "workspace/words/tooltext.h"

#include <QCheckBox>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

constexpr int Lines = 2;

QToolButton *makeStep(const QString &text, const QString &objectName, const QString &accessibleName)
{
    auto *button = new QToolButton;
    button->setText(text);
    button->setObjectName(objectName);
    button->setAccessibleName(accessibleName);
    return button;
}

} // namespace

ToolResultBar::ToolResultBar(ToolLoop *loop, const ReaderRequests *requests, QWidget *parent)
    : QFrame(parent)
    , m_loop(loop)
    , m_text(new QLabel)
    , m_previous(makeStep(u"‹"_s, u"previousCall"_s, tr("Previous call")))
    , m_next(makeStep(u"›"_s, u"nextCall"_s, tr("Next call")))
    , m_result(new LongTextEdit)
    , m_error(new QCheckBox(tr("Error")))
    , m_others(new QCheckBox)
    , m_give(new QPushButton(tr("Give result")))
{
    setObjectName(u"toolResultBar"_s);
    m_result->setObjectName(u"toolResult"_s);
    m_result->setAccessibleName(tr("Tool result"));
    m_result->setTabChangesFocus(true);
    m_result->setFixedHeight(m_result->fontMetrics().lineSpacing() * Lines + 18);
    m_result->installEventFilter(this);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 8, 12, 8);
    layout->setSpacing(6);
    layout->addWidget(makeHead());
    layout->addWidget(m_result);
    layout->addWidget(makeFoot());
    connect(m_result, &LongTextEdit::textChanged, this, &ToolResultBar::showSendable);
    for (const auto &[button, step] : {std::pair(m_previous, -1), std::pair(m_next, 1)}) {
        connect(button, &QToolButton::clicked, this, [this, step] {
            keepTyped();
            edit(m_call + step);
        });
    }
    connect(m_give, &QPushButton::clicked, this, &ToolResultBar::give);
    connect(requests, &ReaderRequests::resultRequested, this, [this](int answer, int call) {
        if (answer == m_answer)
            keepTyped();
        m_loop->open(answer);
        edit(call);
    });
    connect(m_loop, &ToolLoop::changed, this, &ToolResultBar::follow);
    hide();
}

QWidget *ToolResultBar::makeHead()
{
    auto *head = new QWidget;
    m_text->setObjectName(u"waitingCall"_s);
    m_text->setTextFormat(Qt::PlainText); // it contains words of a model
    m_text->setWordWrap(true);
    auto *layout = new QHBoxLayout(head);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_previous, 0, Qt::AlignTop);
    layout->addWidget(m_next, 0, Qt::AlignTop);
    return head;
}

QWidget *ToolResultBar::makeFoot()
{
    auto *foot = new QWidget;
    m_error->setObjectName(u"isErrorResult"_s);
    m_error->setToolTip(tr("The tool failed, and the text says why"));
    m_others->setObjectName(u"toOtherLanes"_s);
    m_others->setChecked(true);
    m_others->hide();
    m_give->setObjectName(u"giveResult"_s);
    lookLikeLink(m_give);
    auto *layout = new QHBoxLayout(foot);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    layout->addWidget(m_error);
    layout->addWidget(m_others);
    layout->addStretch();
    layout->addWidget(m_give);
    return foot;
}

const ToolCall *ToolResultBar::call() const
{
    return m_call < m_loop->waiting().size() ? &m_loop->waiting().at(m_call).call : nullptr;
}

void ToolResultBar::keepTyped()
{
    const ToolResult typed{.callId = {}, .text = m_result->toPlainText(), .isError = m_error->isChecked()};
    const ToolResult known = m_loop->waiting().value(m_call).result;
    if (typed.text != known.text || typed.isError != known.isError)
        m_typed.insert(m_call, typed);
    else
        m_typed.remove(m_call);
}

void ToolResultBar::edit(qsizetype call)
{
    if (call < 0 || call >= m_loop->waiting().size())
        return;
    show(call);
    m_result->setFocus();
    m_result->selectAll();
}

void ToolResultBar::editFirst()
{
    const QList<ToolLoop::Waiting> &waiting = m_loop->waiting();
    const auto first = std::ranges::find(waiting, false, &ToolLoop::Waiting::isGiven);
    edit(first == waiting.cend() ? 0 : first - waiting.cbegin());
}

void ToolResultBar::setOthers(int lanes)
{
    m_others->setText(tr("Also in %n other lanes", nullptr, lanes));
    m_others->setVisible(lanes > 0);
}

/// Goes on to the next call without a result when that of this one was given elsewhere.
void ToolResultBar::follow()
{
    const QList<ToolLoop::Waiting> &waiting = m_loop->waiting();
    setVisible(!waiting.isEmpty());
    if (waiting.isEmpty()) {
        m_answer = Conversation::Root;
        return;
    }
    const bool isOther = std::exchange(m_answer, m_loop->answer()) != m_answer;
    if (isOther)
        m_typed.clear();
    if (isOther || m_call >= waiting.size() || waiting.at(m_call).isGiven) {
        const auto next = std::ranges::find(waiting, false, &ToolLoop::Waiting::isGiven);
        show(next == waiting.cend() ? 0 : next - waiting.cbegin());
    } else {
        showCall();
    }
}

void ToolResultBar::show(qsizetype call)
{
    m_call = call;
    const ToolLoop::Waiting &waiting = m_loop->waiting().at(call);
    const ToolResult result = waiting.isGiven ? waiting.result : m_typed.value(call, waiting.result);
    m_result->setPlainText(result.text);
    m_error->setChecked(result.isError);
    if (m_result->hasFocus())
        m_result->selectAll();
    showCall();
    Q_EMIT callChanged();
}

void ToolResultBar::showCall()
{
    const qsizetype count = m_loop->waiting().size();
    m_text->setText(words());
    m_result->setAccessibleName(tr("Result of %1").arg(describeCall(*call())));
    m_result->setPlaceholderText(tr("Its result, as text or JSON"));
    m_previous->setVisible(count > 1);
    m_next->setVisible(count > 1);
    m_previous->setEnabled(m_call > 0);
    m_next->setEnabled(m_call + 1 < count);
    showSendable();
}

QString ToolResultBar::words() const
{
    const QString name = describeCall(*call());
    if (m_loop->isAtLimit())
        return tr("%1: answered automatically %n times, which is the limit. Press Enter to continue.",
            nullptr, m_loop->mostRounds())
            .arg(name);
    const qsizetype count = m_loop->waiting().size();
    return count == 1 ? name : tr("%1 of %2: %3").arg(m_call + 1).arg(count).arg(name);
}

void ToolResultBar::showSendable()
{
    m_give->setEnabled(!m_result->isBlank());
}

bool ToolResultBar::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress) {
        const auto &key = static_cast<const QKeyEvent &>(*event);
        const bool isEnter = key.key() == Qt::Key_Return || key.key() == Qt::Key_Enter;
        if (isEnter && !key.modifiers().testFlag(Qt::ShiftModifier)) {
            give();
            return true;
        }
    }
    return QFrame::eventFilter(watched, event);
}

/// Leaves before the bar is hidden, or the focus would go to the next lane. Gives it to the other lanes
/// first: the last result here ends the waiting.
void ToolResultBar::give()
{
    if (!call() || m_result->isBlank())
        return;
    const ToolCall given = *call();
    const QString text = m_result->toPlainText();
    const bool isError = m_error->isChecked();
    if (const QWidget *focus = window()->focusWidget(); focus && isAncestorOf(focus)) {
        if (isLast())
            Q_EMIT done();
        else
            m_result->setFocus();
    }
    if (m_others->isVisible() && m_others->isChecked())
        Q_EMIT givenToOthers(given, text, isError);
    m_loop->give(m_call, text, isError);
}

/// True if all other calls have their result.
bool ToolResultBar::isLast() const
{
    const QList<ToolLoop::Waiting> &waiting = m_loop->waiting();
    return std::ranges::count(waiting, true, &ToolLoop::Waiting::isGiven) + 1 >= waiting.size();
}

} // namespace Parlance
