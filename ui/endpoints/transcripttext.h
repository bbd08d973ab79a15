// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "measure/wordmarks.h"
#include "ui/endpoints/timedtext.h"

#include <QPlainTextEdit>

namespace Parlance {

/// Shows a transcript, with the time of each segment beside it. A click on a word, a segment or a time, and
/// Enter at the cursor, ask to hear it.
class TranscriptText : public QPlainTextEdit
{
    Q_OBJECT

public:
    explicit TranscriptText(QWidget *parent = nullptr);

    /// A text that goes on with what is shown keeps selection and place. Takes the marks away.
    void showText(const TimedText &timed);
    [[nodiscard]] const TimedText &timed() const { return m_timed; }
    /// Marks words that a text beside it does not have. `isRight` if this text counts as the right one.
    void setMarks(const QList<WordPlace> &marks, bool isRight);
    /// Shows what is said at this time; empty while nothing is played.
    void setTime(std::optional<double> seconds);
    void setZoom(qreal factor);

Q_SIGNALS:
    /// The user wants to hear this part.
    void partRequested(const Parlance::TimedText::Part &part);

protected:
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    class Times;

    [[nodiscard]] const TimedText::Part *partUnder(const QPoint &point) const;
    void request(const TimedText::Part *part);
    void placeTimes();
    void showMarks();
    void showNow();

    TimedText m_timed;
    QList<WordPlace> m_marks;
    bool m_isRight = false;
    Times *m_times;
    const TimedText::Part *m_now = nullptr; ///< said now; of `m_timed`
};

} // namespace Parlance
