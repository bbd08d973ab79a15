// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/comparison/differencedialog.h"

#include "measure/jsontext.h"
#include "ui/comparison/differencesteps.h"
#include "ui/comparison/differenceview.h"
#include "ui/comparison/votebar.h"
#include "view/base/elidedlabel.h"
#include "view/base/tooltip.h"
#include "view/base/windowsize.h"
#include "workspace/lanechoice.h"

#include <QCheckBox>
#include <QComboBox>
#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Parlance {

namespace {

constexpr qsizetype MostPaths = 4; ///< differing values to name

/// The answer with the line breaks of a text view.
QString answerOf(const LaneAnswer &answer)
{
    return answer.text().replace(u"\r\n"_s, u"\n"_s);
}

bool hasAnswer(const LaneAnswer &answer)
{
    return !answer.text().isEmpty();
}

bool areSame(const QList<LaneAnswer> &some, const QList<LaneAnswer> &others)
{
    return std::ranges::equal(some, others, [](const LaneAnswer &one, const LaneAnswer &other) {
        return one.lane == other.lane && one.name == other.name && one.reply() == other.reply();
    });
}

QList<LaneAnswer> answersOf(QList<LaneAnswer> answers)
{
    answers.removeIf([](const LaneAnswer &answer) { return !hasAnswer(answer); });
    return answers;
}

/// Two answers of one model may have the same text, but not the same timing.
Tally::Side sideOf(const LaneAnswer &answer)
{
    const QString told = QStringList{answer.reply().id,
        QString::number(answer.reply().timing.total.value_or(0us).count()), answer.text()}
                             .join(u'\n');
    return {.model = nameOf(choiceOf(*answer.call), answer.call->gateway),
        .answer = QCryptographicHash::hash(told.toUtf8(), QCryptographicHash::Sha256)};
}

} // namespace

DifferenceDialog::DifferenceDialog(Tally *tally, quint32 seed, QWidget *parent)
    : QDialog(parent)
    , m_tally(tally)
    , m_random(seed)
    , m_leftChoice(new QComboBox)
    , m_rightChoice(new QComboBox)
    , m_leftName(new QLabel)
    , m_rightName(new QLabel)
    , m_blind(new QCheckBox(tr("&Blind")))
    , m_source(new QCheckBox(tr("&Markdown source")))
    , m_json(new QCheckBox(tr("As &JSON")))
    , m_sorted(new QCheckBox(tr("S&ort fields")))
    , m_view(new DifferenceView)
    , m_steps(new DifferenceSteps(m_view))
    , m_summary(new ElidedLabel)
    , m_votes(new VoteBar)
{
    setObjectName(u"difference"_s);
    setWindowTitle(tr("Differences"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeBar());
    layout->addWidget(m_view, 1);
    layout->addWidget(m_votes);
    connect(m_votes, &VoteBar::voted, this, &DifferenceDialog::vote);
    connect(m_votes, &VoteBar::nextPairRequested, this, [this] {
        drawNext();
        m_view->setFocus(); // not whatever follows the hidden button
    });
    resizeOnScreen(*this, {1000, 700});
    setAnswers({});
}

QWidget *DifferenceDialog::makeBar()
{
    m_leftChoice->setObjectName(u"leftChoice"_s);
    m_leftChoice->setAccessibleName(tr("Answer on the left"));
    m_rightChoice->setObjectName(u"rightChoice"_s);
    m_rightChoice->setAccessibleName(tr("Answer on the right"));
    for (QComboBox *choice : {m_leftChoice, m_rightChoice})
        choice->setPlaceholderText(tr("No answer yet"));
    m_leftName->setProperty("role", u"heading"_s);
    m_rightName->setProperty("role", u"heading"_s);
    m_leftName->setTextFormat(Qt::PlainText);
    m_rightName->setTextFormat(Qt::PlainText);
    auto *bar = new QFrame;
    bar->setObjectName(u"differenceBar"_s);
    auto *layout = new QVBoxLayout(bar);
    layout->setContentsMargins(16, 12, 16, 0);
    layout->addLayout(makeTools());
    m_view->setHeaders(makeHeader(m_leftChoice, m_leftName), makeHeader(m_rightChoice, m_rightName));
    connect(m_leftChoice, &QComboBox::currentIndexChanged, this, [this](int place) {
        m_left = m_answers.at(place).lane;
        showPair();
    });
    connect(m_rightChoice, &QComboBox::currentIndexChanged, this, [this](int place) {
        m_right = m_answers.at(place).lane;
        showPair();
    });
    return bar;
}

/// Puts it in line with the text below.
QWidget *DifferenceDialog::makeHeader(QWidget *choice, QWidget *name)
{
    auto *header = new QFrame;
    header->setProperty("role", u"differenceHeader"_s);
    auto *layout = new QVBoxLayout(header);
    layout->setContentsMargins(DifferenceView::Margin, 8, DifferenceView::Margin, 8);
    layout->addWidget(choice);
    layout->addWidget(name);
    return header;
}

QLayout *DifferenceDialog::makeTools()
{
    m_blind->setObjectName(u"blind"_s);
    m_blind->setToolTip(tr("Hides the names and shuffles the sides until you vote"));
    m_source->setObjectName(u"markdownSource"_s);
    m_source->setToolTip(tr("Compares the answers as they came, with their Markdown"));
    m_json->setObjectName(u"asJson"_s);
    m_json->setToolTip(tr("Compares the JSON in the answers, laid out with a value a line"));
    m_sorted->setObjectName(u"sortFields"_s);
    m_summary->setObjectName(u"differenceSummary"_s);
    m_summary->setProperty("role", u"secondary"_s);
    auto *tools = new QHBoxLayout;
    tools->setSpacing(16);
    tools->addWidget(m_summary, 1);
    for (QCheckBox *box : {m_source, m_json, m_sorted, m_blind})
        tools->addWidget(box);
    tools->addWidget(m_steps);
    connect(m_blind, &QCheckBox::toggled, this, &DifferenceDialog::setBlind);
    connect(m_source, &QCheckBox::toggled, this, &DifferenceDialog::showDifference);
    connect(m_json, &QCheckBox::toggled, this, &DifferenceDialog::showDifference);
    connect(m_sorted, &QCheckBox::toggled, this, &DifferenceDialog::showDifference);
    return tools;
}

void DifferenceDialog::setAnswers(const QList<LaneAnswer> &answers)
{
    if (!answers.isEmpty() && areSame(m_newest, answers))
        return;
    m_newest = answers;
    if (m_blind->isChecked())
        return pair().isEmpty() ? drawNext() : showVote();
    const QList<LaneAnswer> before = pair();
    adoptNewest();
    if (before.isEmpty() || !areSame(before, pair()))
        return showPair();
    m_blind->setEnabled(answerCount() > 1);
}

void DifferenceDialog::adoptNewest()
{
    m_answers = m_newest;
    m_answers.removeIf([this](const LaneAnswer &answer) {
        return !hasAnswer(answer) && answer.lane != m_left && answer.lane != m_right;
    });
    settlePair();
    fillChoices();
}

/// A side without a lane, or whose lane is gone, gets the first lane that the other side does not have.
void DifferenceDialog::settlePair()
{
    const bool canPair = m_answers.size() > 1;
    for (auto [side, other] : {std::pair(&m_left, &m_right), std::pair(&m_right, &m_left)}) {
        if (of(*side))
            continue;
        const auto free =
            std::ranges::find_if(m_answers, [&](const LaneAnswer &answer) { return answer.lane != *other; });
        *side = canPair && free != m_answers.end() ? free->lane : 0;
    }
}

void DifferenceDialog::fillChoices()
{
    for (auto [box, lane] : {std::pair(m_leftChoice, m_left), std::pair(m_rightChoice, m_right)}) {
        const QSignalBlocker blocker(box);
        box->clear();
        for (const LaneAnswer &answer : std::as_const(m_answers))
            box->addItem(answer.name);
        const LaneAnswer *chosen = of(lane);
        box->setCurrentIndex(chosen ? static_cast<int>(chosen - m_answers.constData()) : -1);
    }
}

void DifferenceDialog::setBlind(bool blind)
{
    Q_EMIT blindChanged(blind);
    if (blind)
        return drawNext();
    adoptNewest();
    showPair();
}

void DifferenceDialog::drawNext()
{
    adoptNewest();
    const QList<LaneAnswer> answers = answersOf(m_answers);
    QList<AnswerPair> pairs = openPairs(answers);
    const auto isShown = [&](AnswerPair pair) {
        const quint64 one = answers.at(pair.first).lane;
        const quint64 other = answers.at(pair.second).lane;
        return (one == m_left && other == m_right) || (one == m_right && other == m_left);
    };
    if (!std::ranges::all_of(pairs, isShown))
        pairs.removeIf(isShown);
    const auto drawn = drawPair(pairs, m_random);
    m_left = drawn ? answers.at(drawn->first).lane : 0;
    m_right = drawn ? answers.at(drawn->second).lane : 0;
    showPair();
}

QList<AnswerPair> DifferenceDialog::openPairs(const QList<LaneAnswer> &answers) const
{
    QList<AnswerPair> pairs;
    for (qsizetype one = 0; one < answers.size(); ++one) {
        for (qsizetype other = one + 1; other < answers.size(); ++other) {
            if (m_tally->standing(sideOf(answers.at(one)), sideOf(answers.at(other))) ==
                Tally::Standing::Open)
                pairs.append({one, other});
        }
    }
    return pairs;
}

const LaneAnswer *DifferenceDialog::of(quint64 lane) const
{
    const auto found = std::ranges::find(m_answers, lane, &LaneAnswer::lane);
    return found == m_answers.end() ? nullptr : &*found;
}

QList<LaneAnswer> DifferenceDialog::pair() const
{
    if (!left() || !right() || !hasAnswer(*left()) || !hasAnswer(*right()))
        return {};
    return {*left(), *right()};
}

qsizetype DifferenceDialog::answerCount() const
{
    return std::ranges::count_if(m_answers, hasAnswer);
}

std::optional<Tally::Standing> DifferenceDialog::standing() const
{
    if (pair().isEmpty() || m_left == m_right)
        return std::nullopt;
    return m_tally->standing(sideOf(*left()), sideOf(*right()));
}

bool DifferenceDialog::areNamesHidden() const
{
    return m_blind->isChecked() && standing() != Tally::Standing::Voted;
}

void DifferenceDialog::vote(Vote given)
{
    m_tally->add(sideOf(*left()), sideOf(*right()), given);
    showNames();
    m_votes->setTally(*m_tally); // only with a vote: otherwise it would reveal hidden names
    if (m_blind->isChecked() && !m_votes->focusNextPair())
        m_view->setFocus();
}

void DifferenceDialog::showPair()
{
    m_blind->setEnabled(answerCount() > 1 || m_blind->isChecked()); // unchecking always works
    showNames();
    m_votes->setTally(*m_tally);
    showDifference();
}

void DifferenceDialog::showNames()
{
    const bool blind = m_blind->isChecked();
    const bool hidden = areNamesHidden();
    for (QComboBox *choice : {m_leftChoice, m_rightChoice})
        choice->setVisible(!blind);
    for (QLabel *name : {m_leftName, m_rightName})
        name->setVisible(blind);
    m_leftName->setText(hidden || !left() ? tr("Left") : left()->name);
    m_rightName->setText(hidden || !right() ? tr("Right") : right()->name);
    m_view->setNames(
        hidden || !left() ? tr("Left") : left()->name, hidden || !right() ? tr("Right") : right()->name);
    showVote();
}

void DifferenceDialog::showVote()
{
    const bool blind = m_blind->isChecked();
    m_votes->setState({.open = standing() == Tally::Standing::Open,
        .voted = standing() == Tally::Standing::Voted,
        .blind = blind,
        .more = blind && !openPairs(answersOf(m_newest)).isEmpty(),
        .note = voteWords()});
}

QString DifferenceDialog::voteWords() const
{
    if (m_left != 0 && m_left == m_right)
        return tr("Both sides show the same answer.");
    if (m_blind->isChecked() && pair().isEmpty())
        return answerCount() > 1 ? tr("No two answers are left to vote on. New answers make new pairs.")
                                 : tr("Two answers are needed for a vote.");
    const auto found = standing();
    if (!found)
        return tr("You can vote when both answers are there.");
    if (found == Tally::Standing::SameModel)
        return tr("Both answers are from %1. Votes compare models, so there is nothing to vote on.")
            .arg(sideOf(*left()).model);
    if (found == Tally::Standing::Voted)
        return tr("You have voted on these two answers. A pair counts once.");
    return tr("Which answer is better?");
}

ReadText DifferenceDialog::textOf(const LaneAnswer &answer, bool asJson) const
{
    const QString said = answerOf(answer);
    if (asJson)
        return ReadText::ofCode(laidOutJson(*jsonOfAnswer(said), m_sorted->isChecked()));
    return m_source->isChecked() ? ReadText{.text = said} : ReadText::of(said);
}

QString DifferenceDialog::jsonWords() const
{
    const QList<JsonDifference> found =
        jsonDifferences(*jsonOfAnswer(answerOf(*left())), *jsonOfAnswer(answerOf(*right())));
    if (found.isEmpty())
        return tr("The JSON means the same.");
    QStringList paths;
    for (const JsonDifference &difference : found.first(qMin(found.size(), MostPaths)))
        paths << difference.path;
    if (found.size() > MostPaths)
        paths << u"…"_s;
    return tr("%n values differ: %1", nullptr, static_cast<int>(found.size())).arg(paths.join(u", "_s));
}

QString DifferenceDialog::missingWords() const
{
    QStringList missing;
    if (m_blind->isChecked())
        return answerCount() > 1 ? tr("All pairs are done.") : tr("Two lanes with answers are needed.");
    for (const LaneAnswer *one : {left(), right()}) {
        if (one && !hasAnswer(*one))
            missing << one->name;
    }
    missing.removeDuplicates();
    return missing.isEmpty() ? tr("Two lanes with answers are needed.")
                             : tr("No answer for now: %1").arg(missing.join(u", "_s));
}

void DifferenceDialog::showDifference()
{
    const bool isPair = !pair().isEmpty();
    const bool bothJson = isPair && jsonOfAnswer(answerOf(*left())) && jsonOfAnswer(answerOf(*right()));
    m_json->setVisible(bothJson);
    m_sorted->setVisible(bothJson && m_json->isChecked());
    const bool asJson = bothJson && m_json->isChecked();
    m_source->setVisible(!asJson);
    m_view->show(
        isPair ? textOf(*left(), asJson) : ReadText(), isPair ? textOf(*right(), asJson) : ReadText());
    m_steps->refresh();
    showSummary(asJson);
    m_summary->setToolTip(plainToolTip(m_summary->text()));
}

void DifferenceDialog::showSummary(bool asJson)
{
    const auto count = static_cast<int>(m_view->differenceCount());
    if (pair().isEmpty())
        m_summary->setText(missingWords());
    else if (asJson)
        m_summary->setText(jsonWords());
    else if (count == 0)
        m_summary->setText(
            m_source->isChecked() ? tr("The answers are the same.") : tr("The answers read the same."));
    else
        m_summary->setText(
            tr("%n differences, %1% in common", nullptr, count).arg(qRound(m_view->inCommon() * 100)));
}

} // namespace Parlance
