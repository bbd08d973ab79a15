// SPDX-License-Identifier: GPL-3.0-or-later
#include "benchedwindow.h"

#include "client/chatsession.h"
#include "process.h"
#include "ui/compose/promptbar.h"
#include "ui/compose/prompteditor.h"
#include "ui/inspect/inspector.h"
#include "ui/inspect/inspectorpanel.h"
#include "ui/mainwindow.h"
#include "ui/playground/lane.h"
#include "ui/playground/lanepage.h"
#include "ui/playground/promptsender.h"
#include "view/conversation/conversationmessages.h"
#include "view/conversation/conversationview.h"

#include <QApplication>
#include <QClipboard>
#include <QKeyEvent>
#include <QStackedWidget>
#include <QTextBlock>
#include <QTimer>

#include <algorithm>
#include <functional>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Parlance::Bench {

namespace {

constexpr QStringView endWord = u"END0F7319";
/// A hand does not choose a model, write a prompt and send it within one turn of the event loop.
constexpr auto pauseOfAHand = 200ms;
/// The end word is the last paragraph; a note may follow it.
constexpr int blocksAtTheEnd = 4;

/// About as many tokens of the words that models use.
QString words(int tokens)
{
    static const QStringList some =
        u"The layout of a paragraph is kept, so `paint()` costs the **same** for every line of it.\n\n"_s
            .split(u' ');
    QString text;
    for (int i = 0; i < tokens; ++i)
        text += some.at(i % some.size()) + u' ';
    return text;
}

/// Says when a widget has been painted.
class PaintWatch : public QObject
{
public:
    explicit PaintWatch(std::function<void()> painted)
        : m_painted(std::move(painted))
    {
    }

    bool eventFilter(QObject *, QEvent *event) override
    {
        if (event->type() == QEvent::Paint)
            m_painted();
        return false;
    }

private:
    std::function<void()> m_painted;
};

/// How long it takes from the act to the end of the paint that follows, in milliseconds.
double untilPainted(QWidget *widget, const std::function<void()> &act)
{
    QEventLoop loop;
    PaintWatch watch([&loop] { QMetaObject::invokeMethod(&loop, &QEventLoop::quit, Qt::QueuedConnection); });
    widget->installEventFilter(&watch);
    QElapsedTimer clock;
    clock.start();
    act();
    loop.exec();
    return static_cast<double>(clock.nsecsElapsed()) / 1e6;
}

void press(QWidget *widget, QChar letter)
{
    const int key = letter.toUpper().unicode();
    QCoreApplication::postEvent(widget, new QKeyEvent(QEvent::KeyPress, key, Qt::NoModifier, letter));
    QCoreApplication::postEvent(widget, new QKeyEvent(QEvent::KeyRelease, key, Qt::NoModifier, letter));
}

} // namespace

BenchedWindow::BenchedWindow(MainWindow *window)
    : m_window(window)
{
    window->installEventFilter(this);
    for (Lane *lane : window->lanePage()->lanes()) {
        lane->view()->viewport()->installEventFilter(this);
        connect(lane->session(), &ChatSession::deltasArrived, this,
            [this](Conversation::TurnId, const QList<Delta> &deltas) { m_deltas += deltas.size(); });
        connect(lane->view()->messages(), &ConversationMessages::settled, this, [this, lane] {
            if (m_settling > 0 && !lane->session()->isBusy())
                --m_settling;
            saySettled();
        });
    }
}

void BenchedWindow::run(const Command &command)
{
    std::visit([this](const auto &concrete) { run(concrete); }, command);
}

void BenchedWindow::run(const Send &command)
{
    LanePage *page = m_window->lanePage();
    m_paints = 0;
    m_deltas = 0;
    m_settling = static_cast<int>(page->lanes().size());
    m_measuring = true;
    for (Lane *lane : page->lanes()) {
        LaneChoice choice = lane->choice();
        choice.model = command.model;
        lane->choose(choice);
        m_waiting[lane] = lane->view()->document()->characterCount();
    }
    page->promptBar()->editor()->setPlainText(u"Measure"_s);
    QTimer::singleShot(pauseOfAHand, this, [this, page, model = command.model] {
        say(u"send"_s, {{u"model"_s, model}});
        m_clock.start();
        m_stalls.begin();
        page->promptSender()->send();
    });
}

void BenchedWindow::run(const Load &command)
{
    const QString text = words(command.tokens);
    const Lane *lane = m_window->lanePage()->lanes().first();
    ConversationView *view = lane->view();
    lane->findChild<QStackedWidget *>()->setCurrentWidget(view); // not the welcome of an empty session
    const double wall = untilPainted(view->viewport(), [&] {
        for (int turn = 0; turn < command.messages; ++turn) {
            if (turn % 2 == 0) {
                view->messages()->addQuestion(turn, text);
                continue;
            }
            view->messages()->beginAnswer(turn);
            view->messages()->appendText(text);
            view->messages()->endAnswer(ConversationMessages::End::Complete);
        }
        view->messages()->flush();
    });
    say(u"done"_s, {{u"wallMs"_s, wall}});
}

void BenchedWindow::run(const Resize &command)
{
    const bool isNew = command.size != m_window->size();
    const double wall = isNew ? untilPainted(m_window, [&] { m_window->resize(command.size); }) : 0;
    say(u"resize"_s, {{u"wallMs"_s, wall}});
}

void BenchedWindow::run(const Type &command)
{
    PromptEditor *editor = m_window->lanePage()->promptBar()->editor();
    QList<double> keys;
    for (const QChar letter : command.text)
        keys << untilPainted(editor->viewport(), [&] { press(editor, letter); });
    std::ranges::sort(keys);
    say(u"type"_s, {{u"medianMs"_s, keys.at(keys.size() / 2)}, {u"maxMs"_s, keys.last()}});
}

void BenchedWindow::run(const Paste &command)
{
    PromptEditor *editor = m_window->lanePage()->promptBar()->editor();
    const QString line = QString(79, u'x') + u'\n';
    QGuiApplication::clipboard()->setText(
        line.repeated(command.bytes / line.size() + 1).first(command.bytes));
    say(u"paste"_s, {{u"wallMs"_s, untilPainted(editor->viewport(), [editor] { editor->paste(); })}});
}

void BenchedWindow::run(const Memory &)
{
    say(u"memory"_s, memoryOfProcess());
}

void BenchedWindow::run(const Inspect &)
{
    auto *inspector = m_window->findChild<Inspector *>();
    const double wall = untilPainted(m_window, [inspector] { inspector->setVisible(true); });
    inspector->findChild<InspectorPanel *>()->setTab(InspectorPanel::Events);
    say(u"inspect"_s, {{u"wallMs"_s, wall}});
}

void BenchedWindow::run(const Grab &command)
{
    const bool saved = m_window->grab().save(command.file);
    say(u"grab"_s, {{u"saved"_s, saved}});
}

void BenchedWindow::run(const Quit &)
{
    QCoreApplication::exit(0); // quit() would close the window, which asks about its conversation
}

bool BenchedWindow::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Paint)
        onPaint(watched);
    return false;
}

/// Looks before the paint, and speaks after it.
void BenchedWindow::onPaint(const QObject *viewport)
{
    if (!std::exchange(m_ready, true))
        QMetaObject::invokeMethod(this, [] { say(u"ready"_s); }, Qt::QueuedConnection);
    if (viewport == m_window)
        return;
    ++m_paints;
    const auto shown = m_waiting.removeIf([this, viewport](const auto &waiting) {
        return waiting.key()->view()->viewport() == viewport && showsEndWord(*waiting.key());
    });
    if (shown > 0 && m_waiting.isEmpty())
        QMetaObject::invokeMethod(this, &BenchedWindow::sayDone, Qt::QueuedConnection);
}

bool BenchedWindow::showsEndWord(const Lane &lane) const
{
    if (!lane.view()->isFollowing())
        return false;
    QTextBlock block = lane.view()->document()->lastBlock();
    for (int i = 0; i < blocksAtTheEnd && block.position() >= m_waiting.value(&lane);
        ++i, block = block.previous()) {
        if (block.text().contains(endWord))
            return true;
    }
    return false;
}

void BenchedWindow::sayDone()
{
    QJsonObject fields = m_stalls.end();
    fields[u"wallMs"_s] = static_cast<double>(m_clock.nsecsElapsed()) / 1e6;
    fields[u"deltas"_s] = m_deltas;
    fields[u"paints"_s] = m_paints;
    say(u"done"_s, fields);
    saySettled();
}

/// Once, after "done" and when no lane has work left.
void BenchedWindow::saySettled()
{
    if (!m_measuring || m_settling > 0 || m_stalls.isRunning())
        return;
    m_measuring = false;
    say(u"settled"_s, {{u"wallMs"_s, static_cast<double>(m_clock.nsecsElapsed()) / 1e6}});
}

} // namespace Parlance::Bench
