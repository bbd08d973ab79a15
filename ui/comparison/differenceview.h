// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "measure/worddiff.h"
#include "ui/comparison/readtext.h"

#include <QSplitter>

class QPlainTextEdit;

namespace Parlance {

/// Two texts side by side, read only, with what only one of them has marked in each. They scroll together:
/// the same words stand side by side, however long what lies between them is.
class DifferenceView : public QSplitter
{
    Q_OBJECT

public:
    static constexpr int Margin = 16; ///< of the texts

    explicit DifferenceView(QWidget *parent = nullptr);

    void show(const ReadText &left, const ReadText &right);
    /// Above the texts, and as wide as they are.
    void setHeaders(QWidget *left, QWidget *right);
    void setNames(const QString &left, const QString &right);
    /// Differences that follow each other without a common word between them are one.
    [[nodiscard]] qsizetype differenceCount() const { return m_differences.size(); }
    /// The part of both texts that is the same, from 0 to 1.
    [[nodiscard]] double inCommon() const { return similarity(m_pieces); }
    /// Shows and marks the next difference, or the one before with -1, around the ends.
    void step(int direction);
    /// The place of the one that is marked, from 0; -1 before the first step.
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

    /// Where a difference is, in each of the texts.
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
