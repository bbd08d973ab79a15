// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <QTimer>

class QLabel;

namespace Parlance {

class ElidedLabel;
class LongTextEdit;
class PictureList;

/// What is known of the current picture, and what can be done with it.
class PictureDetails : public QFrame
{
    Q_OBJECT

public:
    /// The pictures must outlive it.
    PictureDetails(const PictureList *pictures, const QList<QAction *> &actions, QWidget *parent = nullptr);

    /// `facts` are those of the whole answer.
    void show(int row, const QStringList &facts);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    [[nodiscard]] QString factsOf(int row) const;
    void fitPrompt();
    void showClock();
    void showPrompt();

    const PictureList *m_pictures;
    int m_row = -1;
    int m_lines = 1; ///< of the longest prompt so far, so that nothing jumps
    ElidedLabel *m_facts;
    QLabel *m_clock;
    QLabel *m_revised;
    LongTextEdit *m_prompt;
    QTimer m_tick;
};

} // namespace Parlance
