// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/comparison/repeatdialog.h"

#include "client/chatclient.h"
#include "client/chatsession.h"
#include "ui/comparison/repeatresults.h"
#include "ui/compose/refusalnotice.h"
#include "ui/edit/longtextedit.h"
#include "ui/export/saveas.h"
#include "ui/playground/lane.h"
#include "ui/playground/lanelist.h"
#include "view/base/elidedlabel.h"
#include "view/base/tooltip.h"
#include "view/base/windowsize.h"
#include "workspace/callmetrics.h"
#include "workspace/preflight/preflight.h"
#include "workspace/words/preflighttext.h"
#include "workspace/words/timetext.h"

#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

#include <utility>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

constexpr int MostTimes = 100;
constexpr int UsualTimes = 10;

} // namespace

RepeatDialog::RepeatDialog(ChatClient *client, const TargetResolver *resolver, QWidget *parent)
    : QDialog(parent)
    , m_client(client)
    , m_resolver(resolver)
    , m_repetition(client)
    , m_prompt(new LongTextEdit)
    , m_count(new QSpinBox)
    , m_start(new QPushButton)
    , m_refusal(new RefusalNotice(u"repeatRefusal"_s))
    , m_progress(new QProgressBar)
    , m_state(new ElidedLabel)
    , m_results(new RepeatResults)
    , m_copy(new QPushButton(tr("Copy as &Markdown")))
    , m_save(new QPushButton(tr("&Save…")))
{
    setObjectName(u"repeat"_s);
    setWindowTitle(tr("Repeat"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(12);
    layout->addWidget(makeQuestion());
    layout->addWidget(m_refusal);
    layout->addWidget(makeProgress());
    layout->addWidget(m_results, 1);
    layout->addWidget(makeButtons());
    connect(&m_repetition, &Repetition::replied, this, &RepeatDialog::take);
    connect(&m_repetition, &Repetition::paused, this, &RepeatDialog::pause);
    connect(m_refusal, &RefusalNotice::sendRequested, this, &RepeatDialog::startAnyway);
    connect(&m_repetition, &Repetition::finished, this, &RepeatDialog::showProgress);
    connect(&m_repetition, &Repetition::finished, this, [this] { m_ended.start(); });
    connect(&m_repetition, &Repetition::waiting, this, &RepeatDialog::noteWait);
    connect(&m_repetition, &Repetition::gaveUp, this, [this](qsizetype lane) {
        m_lanes[lane].trouble += u' ' + tr("Stopped: it would fail again for the same reason.");
        showProgress();
    });
    m_prompt->setFocus();
    resizeOnScreen(*this, {920, 760});
}

QWidget *RepeatDialog::makeQuestion()
{
    m_prompt->setObjectName(u"repeatPrompt"_s);
    m_prompt->setAccessibleName(tr("Prompt to repeat"));
    m_prompt->setPlaceholderText(tr("Prompt to repeat in every lane"));
    m_prompt->setTabChangesFocus(true);
    m_prompt->setFixedHeight(84);
    connect(m_prompt, &LongTextEdit::textChanged, this, &RepeatDialog::showProgress);
    connect(m_prompt, &LongTextEdit::textChanged, m_refusal, &QWidget::hide);
    auto *question = new QWidget;
    auto *layout = new QVBoxLayout(question);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_prompt);
    layout->addLayout(makeStart());
    return question;
}

QLayout *RepeatDialog::makeStart()
{
    m_count->setObjectName(u"repeatCount"_s);
    m_count->setRange(1, MostTimes);
    m_count->setValue(UsualTimes);
    m_count->setButtonSymbols(QAbstractSpinBox::NoButtons);
    m_count->setAccessibleName(tr("Runs per lane"));
    m_start->setObjectName(u"repeatStart"_s);
    m_start->setDefault(true);
    connect(m_count, &QSpinBox::valueChanged, this, &RepeatDialog::showProgress);
    connect(m_start, &QPushButton::clicked, this, &RepeatDialog::startOrStop);
    auto *times = new QLabel(tr("&Runs per lane:"));
    times->setBuddy(m_count);
    auto *row = new QHBoxLayout;
    row->addWidget(times);
    row->addWidget(m_count);
    auto *what = new QLabel(tr("Each request sends only this prompt, with the lane's parameters."));
    what->setProperty("role", u"secondary"_s);
    row->addSpacing(8);
    row->addWidget(what);
    row->addStretch(1);
    row->addWidget(m_start);
    return row;
}

QWidget *RepeatDialog::makeProgress()
{
    m_progress->setObjectName(u"repeatProgress"_s);
    m_progress->setAccessibleName(tr("Replies so far"));
    m_progress->setTextVisible(false);
    m_progress->setFixedHeight(4);
    m_state->setObjectName(u"repeatState"_s);
    m_state->setProperty("role", u"secondary"_s);
    m_state->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    auto *progress = new QWidget;
    auto *layout = new QVBoxLayout(progress);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_progress);
    layout->addWidget(m_state);
    return progress;
}

QWidget *RepeatDialog::makeButtons()
{
    m_copy->setObjectName(u"repeatCopy"_s);
    m_save->setObjectName(u"repeatSave"_s);
    auto *close = new QPushButton(tr("&Close"));
    connect(m_copy, &QPushButton::clicked, this, &RepeatDialog::copyMarkdown);
    connect(m_save, &QPushButton::clicked, this, &RepeatDialog::save);
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    auto *buttons = new QWidget;
    auto *layout = new QHBoxLayout(buttons);
    layout->setContentsMargins(0, 0, 0, 0);
    for (QPushButton *button : {m_copy, m_save, close})
        button->setAutoDefault(false);
    layout->addWidget(m_copy);
    layout->addWidget(m_save);
    layout->addStretch(1);
    layout->addWidget(close);
    return buttons;
}

void RepeatDialog::setLanes(const QList<Lane *> &lanes, const QString &prompt)
{
    m_lanes.clear();
    m_problems.clear();
    QStringList names;
    QStringList gateways;
    for (const Lane *lane : lanes) {
        names << lane->connection()->name();
        gateways << lane->gateway().fullName();
    }
    names = distinctNames(names, gateways); // as in the scoreboard, even if lanes are left out
    for (qsizetype i = 0; i < lanes.size(); ++i)
        addLane(*lanes.at(i), names.at(i));
    m_prompt->setPlainText(prompt);
    m_prompt->moveCursor(QTextCursor::End);
    showResults();
}

void RepeatDialog::addLane(const Lane &lane, const QString &name)
{
    const Target target = lane.connection()->targetWithoutFault();
    if (target.replay) {
        m_problems << tr("%1 is left out: it takes no prompts.").arg(name);
        return;
    }
    if (target.problem) {
        m_problems << tr("%1 is left out: %2").arg(name, target.problem->message);
        return;
    }
    if (const QString problem = problemOfParameters(lane, {}); !problem.isEmpty()) {
        m_problems << tr("%1 is left out: %2").arg(name, problem);
        return;
    }
    if (lane.connection()->lacksModel()) {
        m_problems << tr("%1 is left out: it needs a model.").arg(name);
        return;
    }
    ChatRequest request = lane.session()->parameters();
    request.model = lane.choice().model;
    m_lanes.append(
        {.task = {.target = target, .request = request, .mostPauses = lane.parameters().tools.mostRounds},
            .mode = lane.choice().mode,
            .parameters = lane.parameters(),
            .repeats = {.name = name,
                .gateway = lane.gateway().fullName(),
                .replies = {},
                .bySchema = !request.format.isText()}});
}

void RepeatDialog::startOrStop()
{
    if (m_repetition.isRunning()) {
        m_stopped = true;
        m_repetition.stop();
    } else if (!m_ended.isValid() || m_ended.elapsed() > QApplication::doubleClickInterval()) {
        start(); // a click that came too late to stop must not discard the results
    }
}

/// What the pre-flight finds, with the lanes where it is not the same in all.
QStringList RepeatDialog::problems() const
{
    QMap<QString, QStringList> lanes;
    QStringList found;
    for (const Asked &asked : m_lanes) {
        for (const QString &problem : problemsOf(asked)) {
            if (!found.contains(problem))
                found << problem;
            lanes[problem] << asked.repeats.name;
        }
    }
    for (QString &problem : found) {
        if (lanes.value(problem).size() < m_lanes.size())
            problem = tr("%1: %2", "names of lanes, what is wrong")
                          .arg(lanes.value(problem).join(u", "_s), problem);
    }
    return found;
}

QStringList RepeatDialog::problemsOf(const Asked &asked) const
{
    const Target &target = asked.task.target;
    PreflightFacts facts{.target = target,
        .parameters = asked.parameters,
        .request = target.shape.of(asked.task.request),
        .catalog = &m_resolver->catalog()};
    const QList<Variable> &variables = asked.parameters.variables;
    const QString prompt = m_prompt->toPlainText();
    facts.request.messages = {Message::of(Role::User, filled(prompt, variables))};
    facts.variables = useOf(variables, textsWithVariables(asked.parameters, target.gateway) << prompt);
    facts.setLeft(m_client->rateLimits().use(target.limit));
    QStringList words;
    for (const Finding &finding : preflight(facts))
        words << PreflightText::words(finding);
    return words;
}

/// A key, an address or a consent may have changed since the dialog was opened. Returns why a lane cannot be
/// asked; empty if all can.
QString RepeatDialog::resolveAgain()
{
    for (Asked &asked : m_lanes) {
        const Gateway *gateway = m_resolver->catalog().find(asked.task.target.gateway.id);
        if (!gateway)
            return tr("%1 cannot be asked: its gateway was removed.").arg(asked.repeats.name);
        const Target target = m_resolver->target(*gateway, asked.mode);
        if (target.problem)
            return tr("%1 cannot be asked: %2").arg(asked.repeats.name, target.problem->message);
        asked.task.target = target;
    }
    return {};
}

/// Says so if a lane cannot be asked.
bool RepeatDialog::canAskAll()
{
    if (m_refusal->isAncestorOf(QApplication::focusWidget()))
        m_prompt->setFocus();
    m_refusal->hide();
    const QString problem = resolveAgain();
    if (!problem.isEmpty())
        m_refusal->say(tr("Nothing was sent. %1").arg(problem), false);
    return problem.isEmpty();
}

void RepeatDialog::start()
{
    if (!canAskAll())
        return;
    if (const QStringList found = problems(); !found.isEmpty())
        return m_refusal->say(tr("Nothing was sent. %1").arg(found.join(u'\n')));
    startAnyway();
}

void RepeatDialog::startAnyway()
{
    if (!canAskAll())
        return;
    QList<Repetition::Task> tasks;
    for (Asked &asked : m_lanes) {
        asked.repeats.replies.clear();
        asked.calls.clear();
        asked.paused.reset();
        asked.waitsUntil = {};
        asked.trouble.clear();
        asked.task.request.messages = {
            Message::of(Role::User, filled(m_prompt->toPlainText(), asked.parameters.variables))};
        tasks << asked.task;
    }
    m_stopped = false;
    m_times = m_count->value();
    m_repetition.start(tasks, m_times);
    showResults();
}

void RepeatDialog::pause(qsizetype lane, const std::shared_ptr<const Call> &call)
{
    Asked &asked = m_lanes[lane];
    const Metrics metrics = metricsOf(*call);
    asked.paused = asked.paused ? joined(*asked.paused, metrics) : metrics;
    asked.calls.append(call);
}

void RepeatDialog::take(qsizetype lane, const std::shared_ptr<const Call> &call)
{
    Asked &asked = m_lanes[lane];
    const Metrics metrics = metricsOf(*call);
    asked.repeats.replies.append(asked.paused ? joined(*asked.paused, metrics) : metrics);
    asked.paused.reset();
    asked.calls.append(call);
    asked.waitsUntil = {};
    if (call->reply.error)
        asked.trouble = tr("%1: %2").arg(asked.repeats.name, call->reply.error->message);
    showResults();
}

void RepeatDialog::noteWait(qsizetype lane, std::chrono::milliseconds time)
{
    const bool waits = time > std::chrono::milliseconds::zero();
    m_lanes[lane].waitsUntil =
        waits ? QTime::currentTime().addMSecs(static_cast<int>(time.count())) : QTime();
    showProgress();
}

void RepeatDialog::showProgress()
{
    int done = 0;
    for (const Asked &asked : std::as_const(m_lanes))
        done += static_cast<int>(asked.repeats.replies.size());
    const bool running = m_repetition.isRunning();
    m_progress->setRange(0, qMax(1, m_times * static_cast<int>(m_lanes.size())));
    m_progress->setValue(done);
    m_start->setText(running ? tr("&Stop") : tr("&Start"));
    m_start->setEnabled(running || (!m_lanes.isEmpty() && !m_prompt->isBlank()));
    m_prompt->setReadOnly(running);
    m_count->setEnabled(!running);
    m_copy->setEnabled(done > 0);
    m_save->setEnabled(done > 0);
    showState(done);
}

/// On one line, so that nothing below moves; the tool tip has the whole text.
void RepeatDialog::showState(int done)
{
    const auto lanes = static_cast<int>(m_lanes.size());
    const bool asked = done > 0 || m_repetition.isRunning();
    QStringList words{asked ? tr("%1 of %n replies.", nullptr, m_times * lanes).arg(done)
                            : tr("%n requests in all.", nullptr, m_count->value() * lanes)};
    if (m_stopped)
        words << tr("Stopped.");
    words += m_problems;
    if (m_repetition.isRunning())
        words << waits() << expectedEnd();
    for (const Asked &lane : std::as_const(m_lanes))
        words << lane.trouble;
    words.removeAll(QString());
    m_state->setText(words.join(u' '));
    m_state->setToolTip(words.size() > 1 ? plainToolTip(words.join(u'\n')) : QString());
}

void RepeatDialog::showResults()
{
    m_results->show(results());
    showProgress();
}

QString RepeatDialog::expectedEnd() const
{
    const std::chrono::milliseconds time = m_repetition.lastGoesIn();
    return time > std::chrono::milliseconds::zero()
               ? tr("The last request is sent in %1.").arg(TimeText::duration(time))
               : QString();
}

/// Lanes of one gateway wait together.
QStringList RepeatDialog::waits() const
{
    QMap<QString, QStringList> lanes;
    for (const Asked &lane : m_lanes) {
        if (lane.waitsUntil.isValid())
            lanes[QLocale().toString(lane.waitsUntil, u"HH:mm:ss"_s)] << lane.repeats.name;
    }
    QStringList words;
    for (auto wait = lanes.cbegin(); wait != lanes.cend(); ++wait)
        words << tr("Rate limit: resuming at %1 (%2).").arg(wait.key(), wait.value().join(u", "_s));
    return words;
}

QList<Repeats> RepeatDialog::results() const
{
    QList<Repeats> repeats;
    for (const Asked &asked : m_lanes)
        repeats << asked.repeats;
    return repeats;
}

void RepeatDialog::copyMarkdown() const
{
    QGuiApplication::clipboard()->setText(m_results->toTable().toMarkdown());
}

void RepeatDialog::save()
{
    const QList<SaveAs::Form> forms{{.suffix = u"csv"_s,
                                        .name = tr("CSV"),
                                        .write =
                                            [this] {
                                                return summaryTable(results()).toCsv().toUtf8();
                                            }},
        {.suffix = u"md"_s, .name = tr("Markdown"), .write = [this] {
             return m_results->toTable().toMarkdown().toUtf8();
         }}};
    SaveAs::ask(this, tr("Save the results"), u"repeat"_s, forms);
}

} // namespace Parlance
