// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "measure/worddiff.h"
#include "ui/comparison/readtext.h"

#include <QSplitter>

class QPlainTextEdit;

namespace Parlance {

/// Two read-only texts side by side; marks in each what the other does not have. They scroll together, so
/// that common words stand side by side whatever lies between them.
class DifferenceView : public QSplitter
{
    Q_OBJECT

public:
    static constexpr int Margin = 16; ///< around the texts

    explicit DifferenceView(QWidget *parent = nullptr);

    void show(const ReadText &left, const ReadText &right);
    /// Puts the headers above the texts, each as wide as its text.
    void setHeaders(QWidget *left, QWidget *right);
    void setNames(const QString &left, const QString &right);
    /// Counts differences without a common word between them as one.
    [[nodiscard]] qsizetype differenceCount() const { return m_differences.size(); }
    /// The part of both texts that is equal, from 0 to 1.
    [[nodiscard]] double inCommon() const { return similarity(m_pieces); }
    /// Shows and marks the next difference (1) or the previous one (-1), wrapping around.
    void step(int direction);
    /// The index of the marked difference; -1 before the first step.
    [[nodiscard]] qsizetype current() const { return m_current; }

protected:
    void changeEvent(QEvent *event) override;

private:
    [[nodiscard]] QPlainTextEdit *makeSide(const QString &name);
    void findDifferences();
    void fillBoth();
    void fill(QPlainTextEdit *side, DiffPiece::Kind kind, const QList<ReadText::Look> &looks);
    void markCurrent();
    void follow(QPlainTextEdit *from, QPlainTextEdit *to, DiffPiece::Kind kind);

    /// Where a difference is in each text.
    struct Place
    {
        int left;
        int right;
        int leftEnd;
        int rightEnd;
    };

    QPlainTextEdit *m_left;
    QPlainTextEdit *m_right;
    QList<DiffPiece> m_pieces;
    QList<ReadText::Look> m_leftLooks;
    QList<ReadText::Look> m_rightLooks;
    QList<Place> m_differences;
    qsizetype m_current = -1;
    bool m_following = false;
};

} // namespace Parlance
