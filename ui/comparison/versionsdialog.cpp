// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/comparison/versionsdialog.h"

#include "ui/comparison/differencesteps.h"
#include "ui/comparison/differenceview.h"
#include "view/base/plainlabel.h"
#include "view/base/windowsize.h"
#include "wire/redaction.h"
#include "workspace/callmetrics.h"
#include "workspace/words/metrictext.h"
#include "workspace/words/requesttext.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Parlance {

namespace {

/// The titles are bold, and a part of several lines stands apart.
ReadText requestOf(const Call &call, const Redaction &redaction)
{
    ReadText read;
    for (const RequestPart &part : describeRequest(call)) {
        if (!part.isOneLine && !read.text.isEmpty())
            read.text += u'\n';
        read.looks.append(
            {.begin = read.text.size(), .length = part.title.size(), .styles = MarkdownStyle::Bold});
        read.text += part.title + (part.isOneLine ? u": "_s : u"\n"_s) + redaction.of(part.text) + u'\n';
    }
    read.text.chop(1);
    return read;
}

/// How long it took and what it cost, and how it ended if it is not complete.
QString figuresOf(const Metrics &metrics)
{
    QStringList parts;
    if (metrics.state != Reply::State::Complete)
        parts << MetricText::state(metrics.state);
    for (const Metric metric :
        {Metric::FirstToken, Metric::Total, Metric::InputTokens, Metric::OutputTokens, Metric::Cost}) {
        if (const auto value = metrics.value(metric))
            parts << VersionsDialog::tr("%1 %2", "value, metric")
                         .arg(MetricText::value(metric, *value, priceList().currency),
                             MetricText::label(metric));
    }
    return parts.join(u" · "_s);
}

} // namespace

VersionsDialog::VersionsDialog(
    const QList<AnswerVersion> &versions, const Redaction &redaction, QWidget *parent)
    : QDialog(parent)
    , m_versions(versions)
    , m_leftChoice(new QComboBox)
    , m_rightChoice(new QComboBox)
    , m_leftFigures(plainLabel(u"leftFigures"_s, u"secondary"_s))
    , m_rightFigures(plainLabel(u"rightFigures"_s, u"secondary"_s))
    , m_source(new QCheckBox(tr("&Markdown source")))
    , m_request(makePart(u"request"_s))
    , m_answer(makePart(u"answer"_s))
{
    setObjectName(u"versions"_s);
    setWindowTitle(tr("Versions"));
    setAttribute(Qt::WA_DeleteOnClose);
    for (const AnswerVersion &version : versions)
        m_requests.append(requestOf(*version.call, redaction));
    m_leftChoice->setObjectName(u"leftVersion"_s);
    m_leftChoice->setAccessibleName(tr("Version on the left"));
    m_rightChoice->setObjectName(u"rightVersion"_s);
    m_rightChoice->setAccessibleName(tr("Version on the right"));
    m_source->setToolTip(tr("Compares the answers as they came, with their Markdown"));
    m_request.view->setHeaders(
        makeHeader(m_leftChoice, m_leftFigures), makeHeader(m_rightChoice, m_rightFigures));
    auto *panes = new QSplitter(Qt::Vertical);
    panes->setChildrenCollapsible(false);
    panes->addWidget(makePane(m_request, tr("Request")));
    panes->addWidget(makePane(m_answer, tr("Answer"), m_source));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(panes);
    fillChoices();
    for (QComboBox *choice : {m_leftChoice, m_rightChoice})
        connect(choice, &QComboBox::currentIndexChanged, this, &VersionsDialog::showPair);
    connect(m_source, &QCheckBox::toggled, this, &VersionsDialog::showPair);
    showPair();
    resizeOnScreen(*this, {1000, 720});
    m_leftChoice->setFocus();
}

VersionsDialog::Part VersionsDialog::makePart(const QString &name)
{
    auto *view = new DifferenceView;
    view->setObjectName(name + u"Difference"_s);
    QLabel *summary = plainLabel(name + u"Summary"_s, u"secondary"_s);
    return {.view = view, .steps = new DifferenceSteps(view), .summary = summary};
}

QWidget *VersionsDialog::makePane(const Part &part, const QString &title, QWidget *tool)
{
    auto *heading = new QLabel(title);
    heading->setProperty("role", u"heading"_s);
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(DifferenceView::Margin, 8, DifferenceView::Margin, 0);
    bar->setSpacing(12);
    bar->addWidget(heading);
    bar->addWidget(part.summary, 1);
    if (tool)
        bar->addWidget(tool);
    bar->addWidget(part.steps);
    auto *pane = new QWidget;
    auto *layout = new QVBoxLayout(pane);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addLayout(bar);
    layout->addWidget(part.view, 1);
    return pane;
}

QWidget *VersionsDialog::makeHeader(QComboBox *choice, QLabel *figures)
{
    auto *header = new QFrame;
    header->setProperty("role", u"differenceHeader"_s);
    choice->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    auto *layout = new QVBoxLayout(header);
    layout->setContentsMargins(DifferenceView::Margin, 8, DifferenceView::Margin, 8);
    layout->addWidget(choice);
    layout->addWidget(figures);
    return header;
}

void VersionsDialog::fillChoices()
{
    for (const AnswerVersion &version : std::as_const(m_versions)) {
        m_leftChoice->addItem(version.name);
        m_rightChoice->addItem(version.name);
    }
    const auto shown = std::ranges::find_last(m_versions, true, &AnswerVersion::isShown);
    const auto right = std::ranges::distance(m_versions.begin(), shown.begin());
    m_rightChoice->setCurrentIndex(static_cast<int>(std::clamp<qsizetype>(right, 1, m_versions.size() - 1)));
    m_leftChoice->setCurrentIndex(m_rightChoice->currentIndex() - 1);
}

const AnswerVersion &VersionsDialog::left() const
{
    return m_versions.at(m_leftChoice->currentIndex());
}

const AnswerVersion &VersionsDialog::right() const
{
    return m_versions.at(m_rightChoice->currentIndex());
}

ReadText VersionsDialog::answerOf(const AnswerVersion &version) const
{
    return m_source->isChecked() ? ReadText{.text = version.text} : ReadText::of(version.text);
}

void VersionsDialog::showPair()
{
    showPart(
        m_request, m_requests.at(m_leftChoice->currentIndex()), m_requests.at(m_rightChoice->currentIndex()));
    showPart(m_answer, answerOf(left()), answerOf(right()));
    for (const Part &part : {m_request, m_answer})
        part.view->setNames(left().name, right().name);
    m_leftFigures->setText(figuresOf(left().metrics));
    m_rightFigures->setText(figuresOf(right().metrics));
}

void VersionsDialog::showPart(const Part &part, const ReadText &left, const ReadText &right)
{
    part.view->show(left, right);
    part.steps->refresh();
    const auto count = static_cast<int>(part.view->differenceCount());
    part.summary->setText(
        count == 0
            ? tr("the same")
            : tr("%n differences, %1% in common", nullptr, count).arg(qRound(part.view->inCommon() * 100)));
}

} // namespace Parlance
