// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/inspect/textview.h"

#include <QPointer>

class QLabel;
class QPushButton;

namespace Parlance {

class InspectedCall;

/// The raw text of an answer, as the events brought it: point at a character, and it names the event
/// and marks all its characters.
class SourceView : public QWidget
{
    Q_OBJECT

public:
    explicit SourceView(QWidget *parent = nullptr);

    void setCall(InspectedCall *call);
    /// Marks the characters of an event and goes there.
    void showLettersOf(qsizetype event);
    /// Finds the `nth` occurrence of a text, counted from 0, and shows its event. False if there is none.
    bool showText(const QString &text, int nth);
    void showRange(const TextRange &range);
    /// The event that is told about; -1 for none.
    [[nodiscard]] qsizetype currentEvent() const { return m_event; }
    /// What is shown, up to date.
    [[nodiscard]] const QString &currentText();

Q_SIGNALS:
    void eventRequested(qsizetype event);

protected:
    void showEvent(QShowEvent *event) override;

private:
    QWidget *makeBar();
    void refreshIfVisible();
    void refresh();
    [[nodiscard]] qsizetype eventAt(qsizetype position) const;
    [[nodiscard]] QString describe(qsizetype event) const;
    void addToMenu(QMenu *menu, qsizetype position);
    void point(qsizetype position);
    void mark(qsizetype event);
    [[nodiscard]] QString hint() const;

    QPointer<InspectedCall> m_call;
    TextView *m_text;
    QLabel *m_told;
    QPushButton *m_show;
    QList<qsizetype> m_begins; ///< where each section begins in the text
    qsizetype m_event = -1;
};

} // namespace Parlance
