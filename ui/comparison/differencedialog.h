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
class QPushButton;

namespace Parlance {

class DifferenceView;
class ElidedLabel;
class VoteBar;

/// Two answers side by side, with their differences, and a vote between them: open, or blind with the names
/// hidden and the order drawn by lot until the vote is given. The keys 1, 2 and 3 vote, too. A vote that
/// would not count is not taken.
class DifferenceDialog : public QDialog
{
    Q_OBJECT

public:
    /// `tally` must outlive the dialog. The same seed draws the same pairs.
    DifferenceDialog(Tally *tally, quint32 seed, QWidget *parent = nullptr);

    /// The answers to choose from, one of each lane. A lane without one is left out unless it was chosen: the
    /// pair stays with its lanes for as long as these are there. A blind vote keeps the two answers that it
    /// is on, and takes other ones with its next pair.
    void setAnswers(const QList<LaneAnswer> &contestants);

Q_SIGNALS:
    /// What else tells the names must be hidden from now on, or no longer.
    void blindChanged(bool blind);

private:
    QWidget *makeBar();
    [[nodiscard]] static QWidget *makeHeader(QWidget *choice, QWidget *name);
    QLayout *makeTools();
    void addSteps(QLayout *layout);
    void step(int direction);
    void showPlace();
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
    /// Both answers, or nothing while one of them is missing.
    [[nodiscard]] QList<LaneAnswer> pair() const;
    [[nodiscard]] qsizetype answerCount() const;
    /// Empty while there is no vote to speak of.
    [[nodiscard]] std::optional<Tally::Standing> standing() const;
    /// The pairs that a vote counts for.
    [[nodiscard]] QList<AnswerPair> openPairs(const QList<LaneAnswer> &answers) const;
    [[nodiscard]] QString voteWords() const;
    [[nodiscard]] bool areNamesHidden() const;
    /// What the difference is between: the answers as they are read or as they came, or the JSON in them.
    [[nodiscard]] ReadText textOf(const LaneAnswer &contestant, bool asJson) const;
    [[nodiscard]] QString jsonWords() const;
    [[nodiscard]] QString missingWords() const;

    Tally *m_tally;
    QRandomGenerator m_random;
    QList<LaneAnswer> m_newest; ///< that were given
    QList<LaneAnswer> m_answers;
    quint64 m_left = 0; ///< the lane; 0 for none
    quint64 m_right = 0;
    QComboBox *m_leftChoice;
    QComboBox *m_rightChoice;
    QLabel *m_leftName;
    QLabel *m_rightName;
    QCheckBox *m_blind;
    QCheckBox *m_source;
    QCheckBox *m_json;
    QCheckBox *m_sorted;
    QPushButton *m_previous;
    QPushButton *m_next;
    DifferenceView *m_view;
    QLabel *m_place; ///< of the difference that is marked
    ElidedLabel *m_summary;
    VoteBar *m_votes;
};

} // namespace Parlance
