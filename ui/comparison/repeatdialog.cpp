// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/comparison/repeatdialog.h"

#include "client/chatsession.h"
#include "ui/comparison/distributionplot.h"
#include "ui/comparison/figuretext.h"
#include "ui/comparison/saveas.h"
#include "ui/playground/lane.h"

#include <QClipboard>
#include <QComboBox>
#include <QFormLayout>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollArea>
#include <QSpinBox>
#include <QTableWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

constexpr int MostTimes = 100;
constexpr int UsualTimes = 10;
constexpr int MostVisibleRows = 6;

enum Column { Name, Success, Median, P95, Spread, Minimum, Maximum, ColumnCount };

} // namespace

RepeatDialog::RepeatDialog(ChatClient *client, QWidget *parent)
    : QDialog(parent)
    , m_repetition(client)
    , m_prompt(new QPlainTextEdit)
    , m_count(new QSpinBox)
    , m_start(new QPushButton)
    , m_progress(new QProgressBar)
    , m_state(new QLabel)
    , m_figure(new QComboBox)
    , m_table(new QTableWidget(0, ColumnCount))
    , m_plot(new DistributionPlot)
    , m_plotArea(new QScrollArea)
    , m_copy(new QPushButton(tr("Copy as &Markdown")))
    , m_save(new QPushButton(tr("&Save…")))
{
    setObjectName(u"repeat"_s);
    setWindowTitle(tr("Repeat"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(12);
    layout->addWidget(makeQuestion());
    layout->addWidget(makeProgress());
    layout->addWidget(makeResults(), 1);
    layout->addWidget(makeButtons());
    connect(&m_repetition, &Repetition::replied, this, &RepeatDialog::take);
    connect(&m_repetition, &Repetition::finished, this, &RepeatDialog::showProgress);
    connect(
        &m_repetition, &Repetition::waiting, this, [this](qsizetype lane, std::chrono::milliseconds time) {
            const QTime end = QTime::currentTime().addMSecs(static_cast<int>(time.count()));
            m_state->setText(tr("%1 waits until %2, as its gateway's limit asks.")
                    .arg(m_lanes.at(lane).repeats.name, QLocale().toString(end, u"HH:mm:ss"_s)));
        });
    connect(&m_repetition, &Repetition::gaveUp, this, [this](qsizetype lane) {
        m_state->setText(
            tr("%1 was given up: it would fail in the same way again.").arg(m_lanes.at(lane).repeats.name));
    });
    resize(860, 720);
}

QWidget *RepeatDialog::makeQuestion()
{
    m_prompt->setObjectName(u"repeatPrompt"_s);
    m_prompt->setAccessibleName(tr("Prompt to repeat"));
    m_prompt->setPlaceholderText(tr("Ask every lane the same, several times…"));
    m_prompt->setTabChangesFocus(true);
    m_prompt->setMaximumHeight(84);
    m_count->setObjectName(u"repeatCount"_s);
    m_count->setRange(1, MostTimes);
    m_count->setValue(UsualTimes);
    m_count->setAccessibleName(tr("Times per lane"));
    m_start->setObjectName(u"repeatStart"_s);
    m_start->setDefault(true);
    m_start->setProperty("role", u"primary"_s);
    connect(m_start, &QPushButton::clicked, this, &RepeatDialog::startOrStop);
    connect(m_prompt, &QPlainTextEdit::textChanged, this, &RepeatDialog::showProgress);
    auto *question = new QWidget;
    auto *layout = new QVBoxLayout(question);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_prompt);
    auto *row = new QHBoxLayout;
    auto *times = new QLabel(tr("&Times per lane:"));
    times->setBuddy(m_count);
    row->addWidget(times);
    row->addWidget(m_count);
    row->addStretch(1);
    row->addWidget(m_start);
    layout->addLayout(row);
    return question;
}

QWidget *RepeatDialog::makeProgress()
{
    m_progress->setObjectName(u"repeatProgress"_s);
    m_progress->setAccessibleName(tr("Replies so far"));
    m_progress->setTextVisible(false);
    m_progress->setFixedHeight(4);
    m_state->setObjectName(u"repeatState"_s);
    m_state->setProperty("role", u"secondary"_s);
    m_state->setWordWrap(true);
    auto *progress = new QWidget;
    auto *layout = new QVBoxLayout(progress);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_progress);
    layout->addWidget(m_state);
    return progress;
}

QWidget *RepeatDialog::makeResults()
{
    m_figure->setObjectName(u"repeatFigure"_s);
    m_figure->setAccessibleName(tr("Figure to show"));
    connect(m_figure, &QComboBox::currentIndexChanged, this, [this] {
        m_chosen = static_cast<Figure>(m_figure->currentData().toInt());
        showResults();
    });
    m_table->setObjectName(u"repeatTable"_s);
    m_table->setAccessibleName(tr("Results"));
    m_table->setHorizontalHeaderLabels(
        {tr("Lane"), tr("Success"), tr("Median"), tr("p95"), tr("Spread"), tr("Least"), tr("Most")});
    m_table->horizontalHeaderItem(P95)->setToolTip(tr("95 of 100 values are not above it"));
    m_table->horizontalHeaderItem(Spread)->setToolTip(
        tr("The middle half of the values lies within so much"));
    m_table->horizontalHeader()->setSectionResizeMode(Name, QHeaderView::Stretch);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_table->horizontalHeaderItem(Name)->setTextAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_table->verticalHeader()->hide();
    m_table->setShowGrid(false);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setTabKeyNavigation(false);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_plotArea->setObjectName(u"repeatPlot"_s);
    m_plotArea->setWidget(m_plot);
    m_plotArea->setWidgetResizable(true);
    m_plotArea->setFrameShape(QFrame::NoFrame);
    auto *results = new QWidget;
    auto *layout = new QVBoxLayout(results);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    layout->addWidget(m_figure, 0, Qt::AlignLeft);
    layout->addWidget(m_table);
    layout->addWidget(m_plotArea, 1);
    layout->addStretch();
    return results;
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
    QStringList problems;
    for (const Lane *lane : lanes)
        addLane(*lane, problems);
    QStringList names;
    for (const Asked &asked : std::as_const(m_lanes))
        names << asked.repeats.name;
    names = distinctNames(names);
    for (qsizetype i = 0; i < m_lanes.size(); ++i)
        m_lanes[i].repeats.name = names.at(i);
    m_prompt->setPlainText(prompt);
    showFigures();
    showProgress();
    const int rows = qBound(1, static_cast<int>(m_lanes.size()), MostVisibleRows);
    m_table->setFixedHeight(m_table->horizontalHeader()->sizeHint().height() +
                            rows * m_table->verticalHeader()->defaultSectionSize() + 4);
    m_state->setText(problems.join(u'\n'));
}

void RepeatDialog::addLane(const Lane &lane, QStringList &problems)
{
    const LaneChoice &choice = lane.choice();
    const QString name = choice.model.isEmpty() ? lane.gateway().fullName() : choice.model;
    const Target target = lane.target();
    if (target.problem) {
        problems << tr("%1 is left out: %2").arg(name, target.problem->message);
        return;
    }
    ChatRequest request = lane.session()->parameters();
    request.model = choice.model;
    const QString group = lane.gateway().key.slot + u' ' + QString::number(static_cast<int>(choice.mode));
    m_lanes.append({.gateway = lane.gateway(),
        .task = {.target = target,
            .request = request,
            .group = group,
            .requestsPerMinute = lane.gateway().limits.requestsPerMinute},
        .repeats = {.name = name, .gateway = lane.gateway().fullName(), .replies = {}}});
}

void RepeatDialog::startOrStop()
{
    if (m_repetition.isRunning())
        m_repetition.stop();
    else
        start();
}

void RepeatDialog::start()
{
    QList<Repetition::Task> tasks;
    Message question;
    question.content = m_prompt->toPlainText();
    for (Asked &asked : m_lanes) {
        asked.repeats.replies.clear();
        asked.task.request.messages = {question};
        tasks << asked.task;
    }
    m_times = m_count->value();
    m_state->clear();
    m_repetition.start(tasks, m_times);
    showFigures();
    showProgress();
}

void RepeatDialog::take(qsizetype lane, const Reply &reply)
{
    Asked &asked = m_lanes[lane];
    asked.repeats.replies.append(metricsOf(reply, asked.task.request, asked.gateway));
    if (reply.error)
        m_state->setText(tr("%1: %2").arg(asked.repeats.name, reply.error->message));
    showFigures();
    showProgress();
}

void RepeatDialog::showProgress()
{
    qsizetype done = 0;
    for (const Asked &asked : std::as_const(m_lanes))
        done += asked.repeats.replies.size();
    const bool running = m_repetition.isRunning();
    m_progress->setRange(0, qMax(1, m_times * static_cast<int>(m_lanes.size())));
    m_progress->setValue(static_cast<int>(done));
    m_start->setText(running ? tr("&Stop") : tr("&Start"));
    m_start->setEnabled(running || (!m_lanes.isEmpty() && !m_prompt->toPlainText().trimmed().isEmpty()));
    m_prompt->setReadOnly(running);
    m_count->setEnabled(!running);
    m_copy->setEnabled(done > 0);
    m_save->setEnabled(done > 0);
}

QList<Repeats> RepeatDialog::results() const
{
    QList<Repeats> repeats;
    for (const Asked &asked : m_lanes)
        repeats << asked.repeats;
    return repeats;
}

/// The choice stays what it is while figures come to be known, and for the next time.
void RepeatDialog::showFigures()
{
    const QList<Figure> figures = repeatedFigures(results());
    if (std::exchange(m_figures, figures) != figures) {
        const QSignalBlocker blocker(m_figure);
        m_figure->clear();
        for (const Figure figure : figures)
            m_figure->addItem(FigureText::title(figure), static_cast<int>(figure));
        m_figure->setCurrentIndex(qMax(0, m_figure->findData(static_cast<int>(m_chosen))));
    }
    m_figure->setVisible(!figures.isEmpty());
    m_plotArea->setVisible(!figures.isEmpty());
    showResults();
}

void RepeatDialog::showResults()
{
    const auto figure = static_cast<Figure>(m_figure->currentData().toInt());
    QList<DistributionPlot::Row> rows;
    m_table->setRowCount(static_cast<int>(m_lanes.size()));
    for (qsizetype i = 0; i < m_lanes.size(); ++i) {
        const Repeats &repeats = m_lanes.at(i).repeats;
        fillRow(static_cast<int>(i), repeats, figure);
        rows.append({.name = repeats.name, .samples = repeats.samples(figure)});
    }
    m_plot->show(rows, figure, priceList().currency);
}

void RepeatDialog::fillRow(int row, const Repeats &repeats, Figure figure)
{
    const auto replies = repeats.replies.size();
    QStringList texts{
        repeats.name, replies == 0 ? QString() : tr("%1 of %2").arg(repeats.successes()).arg(replies)};
    if (const auto summary = Summary::of(repeats.samples(figure))) {
        const QString currency = priceList().currency;
        const bool estimated = repeats.isEstimated(figure);
        for (const double value :
            {summary->median, summary->p95, summary->spread(), summary->minimum, summary->maximum})
            texts << FigureText::value(figure, {.value = value, .estimated = estimated}, currency);
    }
    for (int column = 0; column < ColumnCount; ++column) {
        auto *item = new QTableWidgetItem(texts.value(column));
        item->setTextAlignment((column == Name ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
        m_table->setItem(row, column, item);
    }
}

PlainTable RepeatDialog::shownTable() const
{
    PlainTable table{.header = {tr("Lane"), tr("Gateway"), tr("Figure"), tr("Success"), tr("Median"),
                         tr("p95"), tr("Spread")},
        .rows = {},
        .textColumns = 3};
    const QString currency = priceList().currency;
    const QList<Repeats> all = results();
    const QList<Figure> figures = repeatedFigures(all);
    for (const Repeats &repeats : all) {
        for (const Figure figure : figures) {
            QStringList cells{repeats.name, repeats.gateway, FigureText::title(figure),
                tr("%1 of %2").arg(repeats.samples(figure).size()).arg(repeats.replies.size())};
            const auto summary = Summary::of(repeats.samples(figure));
            for (const double value :
                summary ? QList{summary->median, summary->p95, summary->spread()} : QList<double>())
                cells << FigureText::value(
                    figure, {.value = value, .estimated = repeats.isEstimated(figure)}, currency);
            cells.resize(table.header.size());
            table.rows << cells;
        }
    }
    return table;
}

void RepeatDialog::copyMarkdown() const
{
    QGuiApplication::clipboard()->setText(shownTable().toMarkdown());
}

void RepeatDialog::save()
{
    const QList<SaveAs::Form> forms{{.suffix = u"csv"_s,
                                        .name = tr("CSV"),
                                        .write =
                                            [this] {
                                                return summaryTable(results()).toCsv();
                                            }},
        {.suffix = u"md"_s, .name = tr("Markdown"), .write = [this] {
             return shownTable().toMarkdown();
         }}};
    SaveAs::ask(this, tr("Save the results"), u"repeat"_s, forms);
}

} // namespace Parlance
