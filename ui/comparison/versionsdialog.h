// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/comparison/answerversions.h"
#include "ui/comparison/readtext.h"

#include <QDialog>

class QCheckBox;
class QComboBox;
class QLabel;

namespace Parlance {

class DifferenceSteps;
class DifferenceView;
class Redaction;

/// Shows two versions of a request side by side: what differs in what was sent, and what differs in the
/// answers, with their times and costs.
class VersionsDialog : public QDialog
{
    Q_OBJECT

public:
    /// Shows the version on the current path beside the one before it. There must be two; keys in what was
    /// sent are masked by `redaction`.
    VersionsDialog(
        const QList<AnswerVersion> &versions, const Redaction &redaction, QWidget *parent = nullptr);

private:
    /// One of the two comparisons.
    struct Part
    {
        DifferenceView *view;
        DifferenceSteps *steps;
        QLabel *summary;
    };

    [[nodiscard]] Part makePart(const QString &name);
    [[nodiscard]] QWidget *makePane(const Part &part, const QString &title, QWidget *tool = nullptr);
    [[nodiscard]] QWidget *makeHeader(QComboBox *choice, QLabel *figures);
    void fillChoices();
    void showPair();
    static void showPart(const Part &part, const ReadText &left, const ReadText &right);
    [[nodiscard]] ReadText answerOf(const AnswerVersion &version) const;
    [[nodiscard]] const AnswerVersion &left() const;
    [[nodiscard]] const AnswerVersion &right() const;

    QList<AnswerVersion> m_versions;
    QList<ReadText> m_requests; ///< of the versions
    QComboBox *m_leftChoice;
    QComboBox *m_rightChoice;
    QLabel *m_leftFigures;
    QLabel *m_rightFigures;
    QCheckBox *m_source;
    Part m_request;
    Part m_answer;
};

} // namespace Parlance
