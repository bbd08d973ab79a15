// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "measure/ballot.h"
#include "ui/comparison/readtext.h"
#include "ui/playground/laneanswer.h"

#include <QDialog>
#include <QRandomGenerator>

class QCheckBox;
class QComboBox;
class QLabel;

namespace Parlance {

class DifferenceSteps;
class DifferenceView;
class ElidedLabel;
class VoteBar;

/// Shows two answers side by side with their differences, and takes a vote between them: open, or blind, with
/// names hidden and sides drawn at random until the vote. The keys 1, 2 and 3 vote, too. Takes no vote that
/// would not count.
class DifferenceDialog : public QDialog
{
    Q_OBJECT

public:
    /// `tally` must outlive the dialog. The same seed draws the same pairs.
    DifferenceDialog(Tally *tally, quint32 seed, QWidget *parent = nullptr);

    /// Sets the answers to choose from, one per lane. Leaves out lanes without an answer, except a chosen
    /// one: the pair keeps its lanes while they exist. A blind vote keeps its two answers; new ones come with
    /// the next pair.
    void setAnswers(const QList<LaneAnswer> &answers);

Q_SIGNALS:
    /// Whatever else reveals the names must be hidden (`blind`) or may be shown again.
    void blindChanged(bool blind);

private:
    QWidget *makeBar();
    [[nodiscard]] static QWidget *makeHeader(QWidget *choice, QWidget *name);
    QLayout *makeTools();
    void adoptNewest();
    void settlePair();
    void fillChoices();
    void setBlind(bool blind);
    void drawNext();
    void vote(Vote vote);
    void showPair();
    void showDifference();
    void showSummary(bool asJson);
    void showNames();
    void showVote();
    [[nodiscard]] const LaneAnswer *of(quint64 lane) const;
    [[nodiscard]] const LaneAnswer *left() const { return of(m_left); }
    [[nodiscard]] const LaneAnswer *right() const { return of(m_right); }
    /// Both answers; empty while one is missing.
    [[nodiscard]] QList<LaneAnswer> pair() const;
    [[nodiscard]] qsizetype answerCount() const;
    /// Empty while there is no vote.
    [[nodiscard]] std::optional<Tally::Standing> standing() const;
    /// The pairs that a vote counts for.
    [[nodiscard]] QList<AnswerPair> openPairs(const QList<LaneAnswer> &answers) const;
    [[nodiscard]] QString voteWords() const;
    [[nodiscard]] bool areNamesHidden() const;
    /// The text to compare: the answer as read, its source, or its JSON.
    [[nodiscard]] ReadText textOf(const LaneAnswer &answer, bool asJson) const;
    [[nodiscard]] QString jsonWords() const;
    [[nodiscard]] QString missingWords() const;

    Tally *m_tally;
    QRandomGenerator m_random;
    QList<LaneAnswer> m_newest; ///< the answers given last
    QList<LaneAnswer> m_answers;
    quint64 m_left = 0; ///< a lane's id; 0 for none
    quint64 m_right = 0;
    QComboBox *m_leftChoice;
    QComboBox *m_rightChoice;
    QLabel *m_leftName;
    QLabel *m_rightName;
    QCheckBox *m_blind;
    QCheckBox *m_source;
    QCheckBox *m_json;
    QCheckBox *m_sorted;
    DifferenceView *m_view;
    DifferenceSteps *m_steps;
    ElidedLabel *m_summary;
    VoteBar *m_votes;
};

} // namespace Parlance
